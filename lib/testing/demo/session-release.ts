import type { Calendar } from "./calendar";
import { alertHistory, RELATIVE_RANGE_ERROR, replicas } from "./outputs";
import { type ScriptStart, SessionScript } from "./session-script";
import { RELEASES, repeatedNote, TRIAGE_LOG } from "./team-sre";
import type { DemoSession } from "./types";

const DAY = 2;

/** Session four: v185 goes out with the fix; the alert fires once more before. Nobody corrects "fix in flight". */
export function release(calendar: Calendar, stores: Pick<ScriptStart, "org" | "team">): DemoSession {
  const script = new SessionScript({
    key: "release",
    title: "Release payments-worker v185",
    agentName: "Release agent",
    start: calendar.at(DAY, "08:30:00"),
    ...stores,
  });
  prepare(script, calendar, stores);
  rollOut(script, calendar);
  return script
    .write(
      RELEASES,
      `# Releases

| Day | Service | Version | What | Watched until |
|---|---|---|---|---|
| ${calendar.day(DAY)} | payments-worker | v185 | #4182 bounded gateway retries, #4190 log fields | ${calendar.stamp(DAY, "09:25:00")} |

Order that worked: scale to 10, merge, wait for the image, set it, watch the rollout, watch checkout for 40 minutes,
scale back to 6.
`,
    )
    .appendLine(TRIAGE_LOG, repeatedNote[DAY](calendar))
    .say(
      "v185 is out on all replicas and has been quiet for 40 minutes: a gateway timeout at 09:12 made 41 retries instead of some 18,000, and neither alert fired. Back at 6 replicas. The release is in /releases.md.",
    )
    .end();
}

function prepare(script: SessionScript, calendar: Calendar, { org, team }: Pick<ScriptStart, "org" | "team">): void {
  const fired = { cpu: calendar.stamp(DAY, "08:31:40"), latency: calendar.stamp(DAY, "08:32:40") };
  script
    .user("Please release payments-worker v185 (pull requests #4182 and #4190). Watch checkout while you do it.")
    .read(org, "/service-levels.md")
    .bash(
      "gh pr view 4182 --json state,reviewDecision,title",
      '{"reviewDecision":"APPROVED","state":"OPEN","title":"Bound gateway retries: 3, 250 ms, with jitter"}',
    )
    .wait(160)
    .bash("alertctl history --since 15m", alertHistory([fired]))
    .say(
      "checkout-latency-p99 fired at 08:32:40, a minute after the CPU alert of payments-worker: the retries that #4182 removes, still on v184. Scaling up first, then the release.",
    )
    .bash("kubectl scale -n payments deploy/payments-worker --replicas=10", "deployment.apps/payments-worker scaled")
    .wait(240)
    .bash("alertctl status checkout-latency-p99", "checkout-latency-p99  resolved  p99=688ms  resolved_after=3m52s")
    .read(team, TRIAGE_LOG);
}

function rollOut(script: SessionScript, calendar: Calendar): void {
  const query = 'rate(gateway_retries_total{deploy="payments-worker"}[5m])';
  script
    .bash("gh pr merge 4182 --squash", "Merged pull request #4182 (Bound gateway retries: 3, 250 ms, with jitter)", 4)
    .bash("gh pr merge 4190 --squash", "Merged pull request #4190 (Log fields for gateway attempts)", 4)
    .wait(260)
    .bash(
      "kubectl set image -n payments deploy/payments-worker worker=registry.example.com/payments-worker:v185",
      "deployment.apps/payments-worker image updated",
    )
    .bash(
      "kubectl rollout status -n payments deploy/payments-worker",
      'deployment "payments-worker" successfully rolled out',
      96,
    )
    .bash(
      "kubectl get deploy payments-worker -n payments -o jsonpath='{.spec.template.spec.containers[0].image}'",
      "registry.example.com/payments-worker:v185",
    )
    .wait(2_520)
    .metrics({ query, start: "now-30m", end: "now", step: "300s" }, RELATIVE_RANGE_ERROR, true)
    .metrics(
      { query, start: calendar.stamp(DAY, "08:55:00"), end: calendar.stamp(DAY, "09:25:00"), step: "300s" },
      [
        `${calendar.stamp(DAY, "09:00:00")} 0.02`,
        `${calendar.stamp(DAY, "09:15:00")} 0.14`,
        `${calendar.stamp(DAY, "09:20:00")} 0.01`,
      ].join("\n"),
    )
    .bash("kubectl scale -n payments deploy/payments-worker --replicas=6", "deployment.apps/payments-worker scaled")
    .bash("kubectl get deploy payments-worker -n payments", replicas(6));
}

import type { Calendar } from "./calendar";
import { alertHistory, cpuSamples, GATEWAY_RETRY_LOG, latencySamples, RELATIVE_RANGE_ERROR, replicas } from "./outputs";
import { type ScriptStart, SessionScript } from "./session-script";
import { LATENCY_NOTE, repeatedNote, TRIAGE_LOG } from "./team-sre";
import type { DemoSession } from "./types";

const DAY = 6;

/** Session one: the P1 pages, the agent finds the cause, opens a fix and writes "fix in flight". */
export function firstPage(calendar: Calendar, stores: Pick<ScriptStart, "org" | "team">): DemoSession {
  const script = new SessionScript({
    key: "first-page",
    title: "P1: checkout-latency-p99, checkout above 800 ms",
    agentName: "On-call agent",
    start: calendar.at(DAY, "02:14:20"),
    ...stores,
  });
  lookAround(script, calendar, stores);
  findTheCause(script, calendar);
  openTheFix(script);
  return writeItDown(script, calendar).end();
}

function lookAround(script: SessionScript, calendar: Calendar, { org, team }: Pick<ScriptStart, "org" | "team">): void {
  const fired = { cpu: calendar.stamp(DAY, "02:13:04"), latency: calendar.stamp(DAY, "02:14:04") };
  script
    .user(
      `PagerDuty P1 checkout-latency-p99: p99 of checkout-api is 2.6 s (objective 800 ms), firing since ${fired.latency}. Find out why, mitigate, keep the incident channel posted.`,
    )
    .say("I look into memory first, then at what changed.")
    .list(team)
    .read(team, "/services/checkout-api.md")
    .read(org, "/runbooks/checkout-latency.md")
    .bash("alertctl history --since 30m", alertHistory([fired]))
    .metrics(
      { query: "histogram_quantile(0.99, checkout_upstream_seconds)", start: "now-30m", end: "now", step: "60s" },
      RELATIVE_RANGE_ERROR,
      true,
    )
    .metrics(
      {
        query: "histogram_quantile(0.99, checkout_upstream_seconds)",
        start: calendar.stamp(DAY, "01:45:00"),
        end: calendar.stamp(DAY, "02:15:00"),
        step: "60s",
      },
      latencySamples(calendar, DAY, "02:1"),
    )
    .say(
      "pricing and stock are flat; the upstream `payments` went from 0.3 s to 2.5 s at 02:14. payments-worker had its CPU alert exactly a minute earlier. Mitigating first: the runbook allows up to 12 replicas.",
    );
}

function findTheCause(script: SessionScript, calendar: Calendar): void {
  script
    .bash("kubectl scale -n payments deploy/payments-worker --replicas=10", "deployment.apps/payments-worker scaled")
    .bashFails(
      "kubectl logs deploy/payments-worker --since=15m | grep -c retry",
      'Error from server (NotFound): deployments.apps "payments-worker" not found',
    )
    .bash("kubectl logs -n payments deploy/payments-worker --since=15m | grep -c retry", "18234")
    .bash("kubectl logs -n payments deploy/payments-worker --since=15m | grep retry | tail -5", GATEWAY_RETRY_LOG)
    .think(14)
    .bash(
      "cat config/gateway.yaml",
      "gateway:\n  timeout_ms: 900\n  retry:\n    max: 10\n    backoff_ms: 0\n    jitter: false",
    )
    .bash(
      "git log --oneline -3 -- config/gateway.yaml",
      "c41f0de raise gateway retries to 10 for the invoice run\n8a7712b gateway timeout 900 ms\n03be5d1 add gateway config",
    )
    .say(
      "Cause: when the card gateway times out, payments-worker retries ten times without any pause. Each timeout becomes ten calls, CPU saturates, and a minute later checkout-api's p99 window trips. The retry count was raised in c41f0de for the invoice run and never lowered.",
    )
    .wait(150)
    .metrics(
      {
        query: 'rate(container_cpu_usage{deploy="payments-worker"}[1m])',
        start: calendar.stamp(DAY, "02:10:00"),
        end: calendar.stamp(DAY, "02:18:00"),
        step: "60s",
      },
      cpuSamples(calendar, DAY, ["02:12:00", "02:13:00", "02:14:00", "02:15:00", "02:18:00"], [41, 97, 99, 98, 46]),
    );
}

function openTheFix(script: SessionScript): void {
  script
    .bash(
      "git switch -c bounded-gateway-retries && sed -i 's/max: 10/max: 3/; s/backoff_ms: 0/backoff_ms: 250/; s/jitter: false/jitter: true/' config/gateway.yaml && git diff --stat",
      " config/gateway.yaml | 6 +++---\n 1 file changed, 3 insertions(+), 3 deletions(-)",
    )
    .bash(
      "make test",
      "ok  \tpayments/gateway\t4.812s\nok  \tpayments/queue\t1.207s\nok  \tpayments/ledger\t2.090s",
      41,
    )
    .bash(
      "git commit -qam 'Bound gateway retries: 3, 250 ms, with jitter' && git push -q -u origin HEAD && gh pr create --fill",
      "https://git.example.com/shop/payments-worker/pull/4182",
      6,
    )
    .bash("kubectl get deploy payments-worker -n payments", replicas(10))
    .bash("alertctl status checkout-latency-p99", "checkout-latency-p99  resolved  p99=612ms");
}

function writeItDown(script: SessionScript, calendar: Calendar): SessionScript {
  const release = calendar.day(2);
  const note = `# checkout-latency-p99

## Cause
payments-worker retries card gateway timeouts ten times without a pause (\`config/gateway.yaml\`, \`retry.max: 10\`,
\`backoff_ms: 0\`). One slow minute at the gateway saturates its CPU, and checkout waits.

## Fix in flight
- ${calendar.day(DAY)}: pull request #4182 bounds the retries (3, 250 ms, jitter). It is in review and ships with
  payments-worker v185, planned for ${release}. Fix in flight until ${release}: do not start a new investigation, mitigate only.

## Alert
- The threshold of checkout-latency-p99 is 1500 ms.

## Mitigation until then
- \`kubectl scale -n payments deploy/payments-worker --replicas=10\`, back to 6 when p99 was below 500 ms for 30 minutes.
`;
  return script
    .write(LATENCY_NOTE, note)
    .read(script.team, TRIAGE_LOG)
    .edit(TRIAGE_LOG, "now 58 %.\n", `now 58 %.\n${repeatedNote[DAY](calendar)}\n`)
    .say(
      "Resolved, five minutes after the page. Cause: unbounded gateway retries in payments-worker. Fix: pull request #4182, in review. Mitigation: 10 replicas. Both notes are in the team's memory, so whoever is paged next need not start over.",
    );
}

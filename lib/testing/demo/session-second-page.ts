import type { Calendar } from "./calendar";
import { alertHistory, cpuSamples, LATENCY_ALERT, RELATIVE_RANGE_ERROR } from "./outputs";
import { type ScriptStart, SessionScript } from "./session-script";
import { LATENCY_NOTE, PAYMENTS_WORKER, repeatedNote, TRIAGE_LOG, VERIFIABLE_LINE } from "./team-sre";
import type { DemoSession } from "./types";

const DAY = 5;

/** Session two: the same alert pages again; the agent reads the note and does not start over. */
export function secondPage(calendar: Calendar, stores: Pick<ScriptStart, "org" | "team">): DemoSession {
  const script = new SessionScript({
    key: "second-page",
    title: "P1: checkout-latency-p99 again",
    agentName: "On-call agent",
    start: calendar.at(DAY, "22:42:45"),
    ...stores,
  });
  recognise(script, calendar, stores);
  mitigate(script, calendar);
  return script
    .read(stores.team, TRIAGE_LOG)
    .edit(
      TRIAGE_LOG,
      `${repeatedNote[6](calendar)}\n`,
      `${repeatedNote[6](calendar)}\n${repeatedNote[DAY](calendar)}\n`,
    )
    .say(
      "Known cause, so no new investigation: pull request #4182 is still in review. Checkout is back at 640 ms with 10 replicas. I left the workers at 10 for the night and added one line to the triage log.",
    )
    .end();
}

function recognise(script: SessionScript, calendar: Calendar, { org, team }: Pick<ScriptStart, "org" | "team">): void {
  const fired = { cpu: calendar.stamp(DAY, "22:41:30"), latency: calendar.stamp(DAY, "22:42:30") };
  script
    .user(
      `PagerDuty P1 checkout-latency-p99: p99 of checkout-api is 2.4 s, firing since ${fired.latency}. Please take it. And the on-call map says payments-secondary after 10 minutes; we agreed on 5, correct it on the way.`,
    )
    .list(team)
    .read(team, LATENCY_NOTE)
    .say(
      "There is a note from yesterday: the cause is known and the fix is in review. I check that this is the same thing before I rely on it.",
    )
    .bash("alertctl show checkout-latency-p99 -o json", LATENCY_ALERT)
    .bash("alertctl history --since 30m", alertHistory([fired]))
    .bash("gh pr view 4182 --json state,reviewDecision", '{"reviewDecision":"REVIEW_REQUIRED","state":"OPEN"}')
    .metrics(
      {
        query: 'rate(gateway_timeouts_total{deploy="payments-worker"}[1m])',
        start: "now-30m",
        end: "now",
        step: "60s",
      },
      RELATIVE_RANGE_ERROR,
      true,
    )
    .metrics(
      {
        query: 'rate(gateway_timeouts_total{deploy="payments-worker"}[1m])',
        start: calendar.stamp(DAY, "22:36:00"),
        end: calendar.stamp(DAY, "22:43:00"),
        step: "60s",
      },
      [
        `${calendar.stamp(DAY, "22:40:00")} 0.4`,
        `${calendar.stamp(DAY, "22:41:00")} 61.8`,
        `${calendar.stamp(DAY, "22:42:00")} 58.2`,
      ].join("\n"),
    )
    .read(team, PAYMENTS_WORKER)
    .bashFails(
      `sed -i 's/after 10 minutes/after 5 minutes/' ${org.mountPath}/on-call.md`,
      `sed: couldn't open temporary file ${org.mountPath}/sedQ1f0aB: Read-only file system`,
    )
    .say(
      "The on-call map is mounted read-only here: people keep it, in the organisation's store. I ask in the channel for the correction.",
    );
}

function mitigate(script: SessionScript, calendar: Calendar): void {
  script
    .bash("kubectl scale -n payments deploy/payments-worker --replicas=10", "deployment.apps/payments-worker scaled")
    .wait(230)
    .metrics(
      {
        query: 'rate(container_cpu_usage{deploy="payments-worker"}[1m])',
        start: calendar.stamp(DAY, "22:40:00"),
        end: calendar.stamp(DAY, "22:47:00"),
        step: "60s",
      },
      cpuSamples(calendar, DAY, ["22:40:00", "22:41:00", "22:42:00", "22:44:00", "22:47:00"], [39, 98, 99, 71, 44]),
    )
    .bash("alertctl status checkout-latency-p99", "checkout-latency-p99  resolved  p99=640ms  resolved_after=3m41s")
    .say(`What our notes say holds: ${VERIFIABLE_LINE} Here it took 3 minutes 41 seconds.`);
}

import type { Calendar } from "./calendar";
import { alertHistory, GATEWAY_RETRY_LOG, LATENCY_ALERT } from "./outputs";
import { type ScriptStart, SessionScript } from "./session-script";
import { CHECKOUT_API, LATENCY_NOTE, repeatedNote, TRIAGE_LOG, VERIFIABLE_LINE } from "./team-sre";
import type { DemoSession } from "./types";

const DAY = 3;

/** Session three: the alert during a campaign; is it load this time? It is not. */
export function campaignPage(calendar: Calendar, stores: Pick<ScriptStart, "org" | "team">): DemoSession {
  const script = new SessionScript({
    key: "campaign",
    title: "P1: checkout-latency-p99 during the lunch campaign",
    agentName: "On-call agent",
    start: calendar.at(DAY, "11:06:30"),
    ...stores,
  });
  isItLoad(script, calendar, stores.team);
  mitigate(script);
  return note(script, calendar).end();
}

function isItLoad(script: SessionScript, calendar: Calendar, team: ScriptStart["team"]): void {
  const fired = { cpu: calendar.stamp(DAY, "11:05:12"), latency: calendar.stamp(DAY, "11:06:12") };
  script
    .user(
      `checkout-latency-p99 fired at ${fired.latency}, twelve minutes into the lunch campaign. Marketing asks whether they must stop it. Is it the load?`,
    )
    .read(team, LATENCY_NOTE)
    .bash("alertctl show checkout-latency-p99 -o json", LATENCY_ALERT)
    .bash("alertctl history --since 20m", alertHistory([fired]))
    .metrics(
      {
        query: "sum(rate(checkout_requests_total[1m]))",
        start: calendar.stamp(DAY, "10:50:00"),
        end: calendar.stamp(DAY, "11:07:00"),
        step: "60s",
      },
      [
        `${calendar.stamp(DAY, "10:53:00")} 412`,
        `${calendar.stamp(DAY, "10:55:00")} 733`,
        `${calendar.stamp(DAY, "11:00:00")} 748`,
        `${calendar.stamp(DAY, "11:06:00")} 751`,
      ].join("\n"),
    )
    .say(
      "Requests rose to 750 a second at 10:55 and p99 stayed good for eleven minutes, so it is not the load. I look for the gateway.",
    )
    .bashFails(
      "kubectl logs deploy/payments-worker --since=5m | grep retry | tail -5",
      'Error from server (NotFound): deployments.apps "payments-worker" not found',
    )
    .bash("kubectl logs -n payments deploy/payments-worker --since=5m | grep retry | tail -5", GATEWAY_RETRY_LOG)
    .think(6);
}

function mitigate(script: SessionScript): void {
  script
    .bash("kubectl scale -n payments deploy/payments-worker --replicas=10", "deployment.apps/payments-worker scaled")
    .wait(200)
    .bash("alertctl status checkout-latency-p99", "checkout-latency-p99  resolved  p99=705ms  resolved_after=3m28s")
    .say(
      `Not the load: the gateway timed out at 11:05 and payments-worker retried without a pause, as in the note. ${VERIFIABLE_LINE} It did so again, with the campaign running. Marketing may go on.`,
    );
}

function note(script: SessionScript, calendar: Calendar): SessionScript {
  const last = `${repeatedNote[5](calendar)}\n`;
  const entry = `${repeatedNote[DAY](calendar)}\n`;
  return script
    .editRefused(TRIAGE_LOG, last, last + entry)
    .read(script.team, TRIAGE_LOG)
    .edit(TRIAGE_LOG, last, last + entry)
    .read(script.team, CHECKOUT_API)
    .edit(
      CHECKOUT_API,
      '- Dashboards: "Checkout, by upstream" first; the overview hides which upstream is slow.\n',
      `- Dashboards: "Checkout, by upstream" first; the overview hides which upstream is slow.\n- ${calendar.day(DAY)}: held 750 requests a second for eleven minutes with p99 at 420 ms; a campaign of that size is no reason to page.\n`,
    )
    .say("Done. One line in the triage log, and the load we saw is in the notes on checkout-api.");
}

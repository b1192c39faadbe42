import type { Calendar } from "./calendar";
import { alertHistory } from "./outputs";
import { type ScriptStart, SessionScript } from "./session-script";
import { HANDOVER, REPEATED_NOTE, REPLICA_NOTE } from "./team-sre";
import type { DemoSession } from "./types";

const DAY = 1;

/** Session five: another alert, and the week's handover. */
export function replicaLag(calendar: Calendar, stores: Pick<ScriptStart, "org" | "team">): DemoSession {
  const script = new SessionScript({
    key: "replica-lag",
    title: "P2: orders-replica-lag, then the weekly handover",
    agentName: "On-call agent",
    start: calendar.at(DAY, "15:20:10"),
    ...stores,
  });
  clearTheLag(script, calendar, stores.org);
  script
    .user("Thank you. Please add the week to the handover: what paged, how often, what is open.")
    .bash("alertctl history --since 7d --min-severity P3", weekOfAlerts(calendar));
  return writeHandover(script, calendar)
    .say(
      "The handover is written. checkout-latency-p99 fired four times this week, each time a minute after the CPU alert of payments-worker, and not once since v185 went out.",
    )
    .end();
}

function clearTheLag(script: SessionScript, calendar: Calendar, org: ScriptStart["org"]): void {
  script
    .user("PagerDuty P2 orders-replica-lag: 214 s on orders-db-replica-1, rising.")
    .read(org, "/runbooks/orders-replica-lag.md")
    .bash(
      "psql -h orders-db-replica-1 -c \"select pid, now() - xact_start as age, left(query, 60) from pg_stat_activity where state <> 'idle' order by age desc limit 3\"",
      "  pid  |       age       | left\n-------+-----------------+--------------------------------------------------------------\n 31877 | 00:41:12.480113 | select o.*, l.* from orders o join order_lines l using (ord\n 32004 | 00:00:00.211804 | select status from orders where id = $1\n(2 rows)",
    )
    .bashFails(
      "kubectl logs deploy/orders-reports --since=1h | tail -3",
      'Error from server (NotFound): deployments.apps "orders-reports" not found',
    )
    .bash(
      "kubectl logs -n orders deploy/orders-reports --since=1h | tail -3",
      'level=info msg="report started" name=returns_by_sku replica=1\nlevel=info msg="still running" name=returns_by_sku minutes=30\nlevel=info msg="still running" name=returns_by_sku minutes=40',
    )
    .say(
      "A report, returns_by_sku, has held a transaction on the replica for 41 minutes, and replay waits for it. I cancel the query; the runbook forbids a restart.",
    )
    .bash(
      'psql -h orders-db-replica-1 -c "select pg_cancel_backend(31877)"',
      " pg_cancel_backend\n-------------------\n t\n(1 row)",
    )
    .wait(75)
    .bash("alertctl status orders-replica-lag", "orders-replica-lag  resolved  lag=2s")
    .write(
      REPLICA_NOTE,
      `# orders-replica-lag

- ${calendar.day(DAY)}: 214 s of lag on orders-db-replica-1. The report returns_by_sku held a transaction for 41 minutes.
  Cancelled with \`pg_cancel_backend\`; the lag was gone after about a minute. Asked the owners of the report for a
  \`statement_timeout\` of 10 minutes.
`,
    );
}

function weekOfAlerts(calendar: Calendar): string {
  return alertHistory(
    [
      { cpu: calendar.stamp(6, "02:13:04"), latency: calendar.stamp(6, "02:14:04") },
      { cpu: calendar.stamp(5, "22:41:30"), latency: calendar.stamp(5, "22:42:30") },
      { cpu: calendar.stamp(3, "11:05:12"), latency: calendar.stamp(3, "11:06:12") },
      { cpu: calendar.stamp(2, "08:31:40"), latency: calendar.stamp(2, "08:32:40") },
    ],
    [`${calendar.stamp(DAY, "15:19:40")}  orders-replica-lag        orders-db        P2  resolved`],
  );
}

function writeHandover(script: SessionScript, calendar: Calendar): SessionScript {
  const heading = `## Week of ${calendar.day(6)}\n`;
  const week = `${heading}- orders-replica-lag paged once (${calendar.day(DAY)}): a report held the replica, cancelled.
- ${REPEATED_NOTE}.
- payments-worker v185 went out on ${calendar.day(2)}; nothing paged for checkout since.
`;
  return script.editRefused(HANDOVER, heading, week).read(script.team, HANDOVER).edit(HANDOVER, heading, week);
}

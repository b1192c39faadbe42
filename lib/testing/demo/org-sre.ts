import type { Calendar } from "./calendar";
import { StoreState } from "./store-state";

const SERVICE_LEVELS = `# Service levels

| Service | Objective | Measured as | Alert | Severity |
|---|---|---|---|---|
| checkout-api | p99 below 800 ms over 5 minutes, 99.9 % of windows a month | \`checkout_request_seconds\` | checkout-latency-p99 | P1 |
| checkout-api | fewer than 0.1 % failed requests over 10 minutes | \`checkout_requests_total{code=~"5.."}\` | checkout-errors | P1 |
| payments-worker | oldest queued authorisation younger than 120 s | \`payments_queue_age_seconds\` | payments-queue-age | P2 |
| payments-worker | CPU below 85 % of its limit over 2 minutes | \`container_cpu_usage\` | payments-worker-cpu-high | P3 |
| orders-db | replica lag below 30 s | \`pg_replication_lag_seconds\` | orders-replica-lag | P2 |

The error budget of checkout-api is 43 minutes a month. When less than a quarter of it is left, releases of checkout-api
and payments-worker need the incident lead's word.
`;

const ON_CALL = `# Who is on call

Rota changes every Monday at 09:00 UTC. Page a role, never a person: the pager knows who holds it.

- Checkout and payments: page \`payments-primary\`, after 10 minutes \`payments-secondary\`.
- Databases: page \`data-primary\`.
- Platform (cluster, network, DNS): page \`platform-primary\`.
- A P1 that lasts 20 minutes: also page \`incident-lead\`.
- Card gateway: no pager. Open a ticket in their portal and post the number in the incident channel.
`;

const CHECKOUT_LATENCY = `# Runbook: checkout-latency-p99

Fires when p99 of checkout-api is above 800 ms for 5 minutes (fast window: above 1,500 ms for 1 minute).

1. Look at the last release of checkout-api and of the services it waits for: payments-worker, pricing, stock.
2. Compare p99 by upstream (\`checkout_upstream_seconds\` by \`upstream\`). The slow one is where to look.
3. payments slow: queue age and CPU of payments-worker, then its log for \`gateway\` and \`retry\`.
4. Mitigate before you explain. payments-worker may be scaled to at most 12 replicas without asking; more needs
   \`data-primary\`, because every replica holds 8 connections to ledger-db.
5. Roll back a release that is younger than two hours if the graph says so. Write down which one.
`;

const REPLICA_LAG = `# Runbook: orders-replica-lag

1. \`select * from pg_stat_replication\` on the primary: is the replica connected at all?
2. Long transactions on the replica hold back replay. Look for reports that run longer than 10 minutes.
3. Nothing long: look at the write rate of the primary. The nightly export and the Friday price import are known peaks.
4. Never restart the replica to clear the lag: it replays from the last checkpoint, which takes longer.
`;

/** The organisation's reference: written by people, read-only in sessions. */
export function orgSre(calendar: Calendar): StoreState {
  const org = new StoreState(
    "org-sre",
    "Org SRE",
    "Service levels, runbooks and the on-call map. Kept by people; sessions read it.",
  );
  org.write(calendar.at(7, "09:02:00"), "person", "/service-levels.md", SERVICE_LEVELS);
  org.write(
    calendar.at(7, "09:04:30"),
    "person",
    "/on-call.md",
    ON_CALL.replace("after 10 minutes", "after 15 minutes"),
  );
  org.write(calendar.at(7, "09:11:10"), "person", "/runbooks/checkout-latency.md", CHECKOUT_LATENCY);
  org.write(calendar.at(7, "09:15:45"), "person", "/runbooks/orders-replica-lag.md", REPLICA_LAG);
  org.write(calendar.at(6, "10:30:00"), "person", "/on-call.md", ON_CALL);
  return org;
}

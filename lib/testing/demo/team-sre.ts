import type { Calendar } from "./calendar";
import { StoreState } from "./store-state";

export const TRIAGE_LOG = "/triage-log.md";
export const LATENCY_NOTE = "/alerts/checkout-latency-p99.md";
export const REPLICA_NOTE = "/alerts/orders-replica-lag.md";
export const PAYMENTS_WORKER = "/services/payments-worker.md";
export const CHECKOUT_API = "/services/checkout-api.md";
export const RELEASES = "/releases.md";
export const HANDOVER = "/handover.md";

/** A claim in memory that the sessions confirm, with the figures that show it. */
export const VERIFIABLE_LINE =
  "Scaling payments-worker to 10 replicas brings checkout p99 below 800 ms within 4 minutes.";

/** The words of the note that five entries repeat. */
export const REPEATED_NOTE =
  "checkout-latency-p99 fired after a CPU spike on payments-worker; scaled payments-worker to 10 replicas and the alert cleared";

const paymentsWorker = `# payments-worker

Authorises cards for checkout-api; takes jobs from the queue \`payments.authorise\`.

- Namespace \`payments\`, 6 replicas, CPU limit 2 cores each.
- Every replica holds 8 connections to ledger-db; the pool there ends at 120.
- ${VERIFIABLE_LINE}
- Metrics on port 9102. The health check only says that the process lives, not that it authorises.
- Retries of gateway calls are set in \`config/gateway.yaml\`, key \`retry\`.
`;

const checkoutApi = `# checkout-api

- Namespace \`checkout\`, 12 replicas behind the \`edge\` load balancer.
- Waits for payments-worker at most 3 s, then answers 202 and the page polls. So p99 has a ceiling near 3 s: a flat
  line at 3 s means payments-worker, not checkout-api.
- Dashboards: "Checkout, by upstream" first; the overview hides which upstream is slow.
`;

const handover = (calendar: Calendar) => `# Handover

Written for whoever takes the pager on Monday.

## Open
- Card gateway ticket GW-20871: they see our timeouts, no cause yet.
- Disk of the build cache is at 71 %, grows about 2 % a week.

## Week of ${calendar.day(6)}
`;

/** The same note as its sessions worded it: same words, other spelling. Keyed by how many days ago. */
export const repeatedNote = {
  6: (calendar: Calendar) => `- ${calendar.day(6)} ${REPEATED_NOTE}.`,
  5: (calendar: Calendar) =>
    `+ ${calendar.day(5)} - ${REPEATED_NOTE.replace("checkout-latency-p99", "CHECKOUT-LATENCY-P99").replace("CPU", "cpu")}!`,
  3: (calendar: Calendar) => `* [${calendar.day(3)}] ${REPEATED_NOTE.replace("a CPU", "a  CPU")}.`,
  2: (calendar: Calendar) => `- ${calendar.day(2)}: ${REPEATED_NOTE.replace("checkout", "Checkout")}`,
};

/** The team's working memory before the week begins. */
export function teamSre(calendar: Calendar): StoreState {
  const team = new StoreState(
    "team-sre",
    "Team SRE",
    "Working memory of the SRE team: what we saw, what it was, what to do the next time.",
  );
  team.write(calendar.at(7, "09:25:00"), "person", PAYMENTS_WORKER, paymentsWorker);
  team.write(calendar.at(7, "09:31:20"), "person", CHECKOUT_API, checkoutApi);
  const log = `# Triage log

Newest entry last. One line an event: what fired, what it was, what helped.

- ${calendar.day(7)} build-cache-disk fired at 70 %; pruned images older than 30 days, now 58 %.
`;
  team.write(calendar.at(7, "13:40:00"), "person", TRIAGE_LOG, log);
  team.write(calendar.at(7, "16:05:00"), "person", HANDOVER, handover(calendar));
  return team;
}

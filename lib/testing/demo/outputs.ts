import type { Calendar } from "./calendar";

/** What the tools of the demo answer, where several sessions see the same kind of answer. */

export const RELATIVE_RANGE_ERROR =
  'invalid_argument: start must be an RFC 3339 timestamp, relative ranges are not supported (got "now-30m")';

export const GATEWAY_RETRY_LOG = [
  'level=warn msg="gateway timeout, retry" attempt=8 wait_ms=0 order=****4410',
  'level=warn msg="gateway timeout, retry" attempt=9 wait_ms=0 order=****4410',
  'level=warn msg="gateway timeout, retry" attempt=10 wait_ms=0 order=****4410',
  'level=error msg="authorisation given up" attempts=10 order=****4410',
  'level=warn msg="gateway timeout, retry" attempt=1 wait_ms=0 order=****4417',
].join("\n");

/** The alert history as `alertctl` prints it: the CPU alert of the worker, then the latency alert of checkout. */
export function alertHistory(pairs: readonly { cpu: string; latency: string }[], more: readonly string[] = []): string {
  const rows = pairs.flatMap(({ cpu, latency }) => [
    `${cpu}  payments-worker-cpu-high  payments-worker  P3  firing`,
    `${latency}  checkout-latency-p99      checkout-api     P1  firing`,
  ]);
  return ["FIRED_AT              ALERT                     TARGET           SEV STATE", ...rows, ...more].join("\n");
}

/** Readings of `payments-worker`'s CPU, in percent of its limit. @param times `HH:MM:SS` */
export function cpuSamples(
  calendar: Calendar,
  daysAgo: number,
  times: readonly string[],
  values: readonly number[],
): string {
  return times.map((time, index) => `${calendar.stamp(daysAgo, time)} ${values[index]}%`).join("\n");
}

/** p99 by upstream, in seconds, over five minutes. @param tens the first digits of the time, such as `02:1` */
export function latencySamples(calendar: Calendar, daysAgo: number, tens: string): string {
  const rows = [
    ["2:00", "0.29", "0.11", "0.08"],
    ["3:00", "0.31", "0.11", "0.08"],
    ["4:00", "2.48", "0.12", "0.09"],
    ["5:00", "2.57", "0.11", "0.08"],
  ];
  return rows
    .map(
      ([time, ...[payments, pricing, stock]]) =>
        `${calendar.stamp(daysAgo, tens + time)} payments=${payments} pricing=${pricing} stock=${stock}`,
    )
    .join("\n");
}

/** `kubectl get deploy` of payments-worker. */
export function replicas(count: number): string {
  return `NAME              READY   UP-TO-DATE   AVAILABLE   AGE\npayments-worker   ${count}/${count}   ${count}           ${count}           211d`;
}

/** `alertctl show` of the latency alert. */
export const LATENCY_ALERT =
  '{"name": "checkout-latency-p99", "severity": "P1", "threshold_ms": 1500, "target": "checkout-api"}';

import { createHistogram } from "node:perf_hooks";
import autocannon, { type Client, type Request, type Result } from "autocannon";

/** Latencies in milliseconds; `errors` are answers other than 2xx, and connections that broke. */
export type Measured = { rate: number; p50: number; p99: number; errors: number };

export type Load = { url: string; connections: number; seconds: number; apiKey: string };

/** `requestsOf` gives each connection (counted from 0) the request that it repeats; its `setupRequest` may vary it. */
export async function measure(load: Load, requestsOf: (connection: number) => Request): Promise<Measured> {
  const latencies = createHistogram();
  let connection = 0;
  const options = {
    url: load.url,
    connections: load.connections,
    duration: load.seconds,
    headers: { authorization: `Bearer ${load.apiKey}` },
    setupClient: (client: Client) => client.setRequests([requestsOf(connection++)]),
  };
  const result = await new Promise<Result>((resolve, reject) => {
    const run = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)));
    // Microseconds: autocannon's own table is in whole milliseconds.
    run.on("response", (_client, _status, _bytes, milliseconds) => {
      latencies.record(Math.max(1, Math.round(milliseconds * 1_000)));
    });
  });
  return {
    rate: result["2xx"] / result.duration,
    p50: latencies.percentile(50) / 1_000,
    p99: latencies.percentile(99) / 1_000,
    errors: result.non2xx + result.errors,
  };
}

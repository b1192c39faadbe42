import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./is-public-address";
import type { Network } from "./operator-network";
import type { AttemptOutcome } from "./rules";
import type { AttemptErrorType } from "./schema";

const TIMEOUT_MS = 10_000;
/** Enough to see what a receiver complains about. */
const RESPONSE_BYTES_MAX = 4_096;

export type PostEvent = {
  url: string;
  body: string;
  headers: Record<string, string>;
  signal?: AbortSignal | undefined;
};
export type Posted = AttemptOutcome & { durationMs: number; responseBody: string | null };

class PrivateAddressError extends Error {}

/**
 * Posts a body once: no redirect is followed, no connection or proxy shared. The addresses that the host's name has at
 * this moment are checked, and the connection goes to one of those, so an answer that changes in between changes nothing.
 * @throws the signal's reason when the caller ends it; every other failure is an outcome
 */
export async function postEvent(network: Network, input: PostEvent): Promise<Posted> {
  const startedAt = performance.now();
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = input.signal ? AbortSignal.any([input.signal, timeout]) : timeout;
  const spent = () => Math.round(performance.now() - startedAt);
  try {
    const response = await open(network, input, signal);
    const durationMs = spent();
    const responseBody = await readStart(response);
    return { statusCode: response.statusCode ?? 0, errorType: null, durationMs, responseBody };
  } catch (error) {
    if (input.signal?.aborted) throw input.signal.reason;
    const errorType = timeout.aborted ? "timeout" : errorTypeOf(error);
    return { statusCode: null, errorType, durationMs: spent(), responseBody: null };
  }
}

async function open(network: Network, input: PostEvent, signal: AbortSignal): Promise<IncomingMessage> {
  const url = new URL(input.url);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // Node asks `lookup` for names alone. The URL parser has brought 2130706433, 0x7f.1 and the like into the usual form.
  if (isIP(host) !== 0 && !network.privateAllowed && !isPublicAddress(host)) throw new PrivateAddressError();
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request: ClientRequest = send(url, {
      method: "POST",
      agent: false,
      lookup: checkedLookup(network),
      signal,
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(input.body),
        "user-agent": "Reverie-Webhooks/1",
        connection: "close",
        ...input.headers,
      },
    });
    request.on("response", resolve);
    request.on("error", reject);
    // A receiver that goes over to another protocol gives neither an answer nor an error, and then no time limit acts either.
    request.on("close", () => reject(Object.assign(new Error("closed without an answer"), { code: "ECONNRESET" })));
    request.end(input.body);
  });
}

/** One address that is not public is enough to refuse a name: which one is tried is not ours to choose. */
function checkedLookup(network: Network): LookupFunction {
  return (hostname, options, callback) => {
    network.resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) return callback(Object.assign(new Error("no address"), { code: "ENOTFOUND" }), "", 4);
        if (!network.privateAllowed && !addresses.every(({ address }) => isPublicAddress(address))) {
          return callback(new PrivateAddressError(), "", 4);
        }
        return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
      },
      callback as (error: Error) => void,
    );
  };
}

/** The first bytes of the answer as text that Postgres can hold. What fails here does not undo the status. */
async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= RESPONSE_BYTES_MAX) break;
    }
  } catch {
    // Cut off in the middle, or slower than the time allows: what came is kept.
  }
  response.destroy();
  return Buffer.concat(chunks).subarray(0, RESPONSE_BYTES_MAX).toString("utf8").replaceAll("\0", "\ufffd");
}

const ERROR_TYPES: Record<string, AttemptErrorType> = {
  ENOTFOUND: "host_not_found",
  EAI_AGAIN: "host_not_found",
  ENODATA: "host_not_found",
  ECONNREFUSED: "connection_refused",
  ECONNRESET: "connection_closed",
  EPIPE: "connection_closed",
  ETIMEDOUT: "timeout",
  EPROTO: "tls",
};

function errorTypeOf(error: unknown): AttemptErrorType {
  if (error instanceof PrivateAddressError) return "private_address";
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code = String((inner as { code?: unknown } | undefined)?.code ?? "");
  const known = ERROR_TYPES[code];
  if (known !== undefined) return known;
  return /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code) ? "tls" : "network";
}

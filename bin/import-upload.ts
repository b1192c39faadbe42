import { once } from "node:events";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

export type Server = { url: string; apiKey: string };

/** Small enough that progress moves, large enough that it costs nothing. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Sends one import request and gives what the server answered, parsed; `onProgress` learns how many bytes were sent.
 * @throws Error when the server cannot be reached or answers something else than JSON
 */
export async function uploadImport(
  server: Server,
  body: Buffer,
  onProgress: (bytes: number) => void,
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const url = new URL(`${server.url.replace(/\/+$/, "")}/v1/sessions/import`);
  const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, {
    method: "POST",
    headers: {
      authorization: `Bearer ${server.apiKey}`,
      "content-type": "application/json",
      "content-length": body.length,
    },
  });
  const answered = once(request, "response");
  // Awaited below; without this an early failure would count as unhandled while the body is still being written.
  answered.catch(() => {});
  for (let start = 0; start < body.length && !request.destroyed; start += CHUNK_BYTES) {
    const chunk = body.subarray(start, start + CHUNK_BYTES);
    if (!request.write(chunk)) await Promise.race([once(request, "drain"), answered]);
    onProgress(start + chunk.length);
  }
  request.end();
  const [response] = (await answered) as [import("node:http").IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString("utf8");
  try {
    return { status: response.statusCode ?? 0, answer: JSON.parse(text) };
  } catch (cause) {
    throw new Error(`${url.origin} answered ${response.statusCode} without JSON: is it a Reverie server?`, { cause });
  }
}

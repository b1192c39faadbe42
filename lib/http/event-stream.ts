/** Comment frames keep proxies from closing a quiet stream. */
const PING_INTERVAL_MS = 15_000;

export const EVENT_STREAM = "text/event-stream; charset=utf-8";

const eventStreams = new WeakSet<Response>();

/** Whether `eventStream` made the response; reading its headers instead would slow every answer down. */
export const isEventStream = (response: Response): boolean => eventStreams.has(response);

export type Send = (event: string, data: unknown) => void;

/**
 * A server-sent event stream (WHATWG HTML, section 9.2). `follow` subscribes and sends, and gives back how to
 * unsubscribe; it has done so before the headers leave. `end` closes the stream.
 */
export async function eventStream(
  signal: AbortSignal,
  follow: (send: Send, end: () => void) => Promise<() => void>,
): Promise<Response> {
  const encoder = new TextEncoder();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(undefined, { highWaterMark: 1_024 });
  const writer = writable.getWriter();
  let open = true;
  let stop = () => {};
  const write = (frame: string) => {
    if (open) writer.write(encoder.encode(frame)).catch(() => end());
  };
  const ping = setInterval(() => write(": ping\n\n"), PING_INTERVAL_MS);
  const end = () => {
    if (!open) return;
    open = false;
    clearInterval(ping);
    stop();
    writer.close().catch(() => {});
  };
  signal.addEventListener("abort", end, { once: true });
  stop = await follow((event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`), end);
  if (!open) stop();
  const response = new Response(readable, {
    headers: {
      "content-type": EVENT_STREAM,
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
  eventStreams.add(response);
  return response;
}

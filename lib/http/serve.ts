import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import { endWaits } from "./while-serving";

export type HttpServer = { stop(): Promise<void> };

/** Longer than proxies keep theirs, so that they never send on a connection that we are about to close. */
const keepAliveMs = 65_000;
const finishMs = 8000;

const isEventStream = (response: ServerResponse) =>
  String(response.getHeader("content-type") ?? "").startsWith("text/event-stream");

/**
 * Listens until stopped. Stopping takes no new connections, ends event streams (their clients come back by themselves)
 * and long polls, and gives other requests eight seconds to finish.
 */
export async function serve(listener: RequestListener, address: { host: string; port: number }): Promise<HttpServer> {
  const open = new Set<ServerResponse>();
  let stopping = false;
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    open.add(response);
    response.once("close", () => {
      open.delete(response);
      if (stopping) server.closeIdleConnections();
    });
    listener(request, response);
  });
  server.listen(address.port, address.host);
  await once(server, "listening");
  return {
    async stop() {
      stopping = true;
      const closed = once(server, "close");
      server.close();
      endWaits();
      for (const response of open) {
        if (isEventStream(response)) response.end();
        else if (!response.headersSent) response.setHeader("connection", "close");
      }
      server.closeIdleConnections();
      const cutOff = setTimeout(() => server.closeAllConnections(), finishMs);
      await closed;
      clearTimeout(cutOff);
    },
  };
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Anthropic from "@anthropic-ai/sdk";
import LegacyAnthropic from "anthropic-sdk-legacy";
import { afterAll, beforeAll } from "vitest";
import { routes } from "@/bin/generated/routes";
import { bootstrap } from "@/lib/auth/bootstrap";
import { createListener } from "@/lib/http/listener";
import { JOBS } from "@/lib/jobs/registry";
import { type RunningWorker, startWorker } from "@/lib/jobs/worker";
import { testDatabase } from "@/lib/testing/database";

export const API_KEY = "sk-test-0123456789abcdef0123456789abcdef";

export type ApiServer = {
  baseURL: string;
  /** The current SDK: Bearer, no query. */
  client: Anthropic;
  /** An SDK from before 1.0: x-api-key and ?beta=true. */
  legacy: LegacyAnthropic;
  request(path: string, init?: RequestInit): Promise<Response>;
};

/** The API over real HTTP with a worker behind it, on this test file's own database. */
export function apiServer(): ApiServer {
  const server = createServer();
  let worker: RunningWorker | undefined;
  const api = {} as ApiServer;
  beforeAll(async () => {
    const db = await testDatabase();
    process.env.DATABASE_URL = db.url;
    await bootstrap(db, { email: "operator@example.com", password: "correct horse", apiKey: API_KEY });
    worker = await startWorker(db, JOBS);
    server.on(
      "request",
      createListener(routes, async (_request, response) => void response.writeHead(404).end()),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(api, {
      baseURL,
      client: new Anthropic({ baseURL, apiKey: API_KEY }),
      legacy: new LegacyAnthropic({ baseURL, apiKey: API_KEY }),
      request: (path: string, init?: RequestInit) =>
        fetch(`${baseURL}${path}`, { ...init, headers: { "x-api-key": API_KEY, ...init?.headers } }),
    } satisfies ApiServer);
  });
  afterAll(async () => {
    await worker?.stop();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });
  return api;
}

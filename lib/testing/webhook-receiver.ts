import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Context } from "@/lib/auth/context";
import type { WebhookEndpointId } from "@/lib/core/ids";
import { createEndpoint } from "@/lib/webhooks/create-endpoint";
import { deliverDue } from "@/lib/webhooks/deliver-due";
import { listDeliveries } from "@/lib/webhooks/list-deliveries";
import type { Network } from "@/lib/webhooks/operator-network";
import type { WebhookEventResource, WebhookSubscription } from "@/lib/webhooks/schema";
import { aWorkspace } from "./builders";

export type Received = { path: string; headers: IncomingHttpHeaders; body: string };
export type Answer = { status: number; headers?: Record<string, string>; body?: string } | "never" | "hang up";

export type WebhookReceiver = {
  url: string;
  port: number;
  received: Received[];
  /** What the next requests get, one each; 200 when there is none. */
  answers: Answer[];
  events(): WebhookEventResource[];
  close(): Promise<void>;
};

/** A real HTTP receiver of webhooks on this machine that remembers what it got. */
export async function openReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const answers: Answer[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    received.push({
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    });
    const answer = answers.shift() ?? { status: 200, body: "ok" };
    if (answer === "hang up") request.socket.destroy();
    else if (answer !== "never") response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    port,
    received,
    answers,
    events: () => received.map(({ body }) => JSON.parse(body) as WebhookEventResource),
    close: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** The receiver of a test file: open while its tests run, empty before each. */
export function aReceiver(): WebhookReceiver {
  const receiver = {} as WebhookReceiver;
  beforeAll(async () => {
    Object.assign(receiver, await openReceiver());
  });
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answers.length = 0;
  });
  afterAll(() => receiver.close());
  return receiver;
}

/** Names are asked of nobody: a test that needs one brings its own answer. */
const resolve = () => Promise.reject(new Error("a test must not ask a name server"));
export const anyNetwork: Network = { privateAllowed: true, resolve };
export const publicNetwork: Network = { privateAllowed: false, resolve };

/**
 * A workspace with an endpoint that the receiver listens at. Its clock stands at the real time, for receivers compare the
 * times of signatures with their own clock.
 */
export async function aWebhookListener(receiver: WebhookReceiver, events: WebhookSubscription[] = ["*"]) {
  const workspace = await aWorkspace();
  const { ctx } = workspace;
  workspace.advance(Date.now() - ctx.now().getTime());
  const job = { db: ctx.db, now: ctx.now };
  const endpoint = await createEndpoint(ctx, { url: receiver.url, events });
  return { ...workspace, job, endpoint, drain: () => deliverDue(job, { network: anyNetwork }) };
}

/** The newest first. */
export async function deliveriesOf(ctx: Context, endpointId: WebhookEndpointId) {
  return (await listDeliveries(ctx, { endpointId, limit: 100 })).data;
}

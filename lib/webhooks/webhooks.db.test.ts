import Anthropic from "@anthropic-ai/sdk";
import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import type { WebhookDeliveryId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { createRedaction } from "@/lib/redactions/create-redaction";
import { runRedaction } from "@/lib/redactions/run-redaction";
import { archiveStore } from "@/lib/stores/archive-store";
import { deleteStore } from "@/lib/stores/delete-store";
import { aStore, aWorkspace } from "@/lib/testing/builders";
import { aReceiver, aWebhookListener, deliveriesOf } from "@/lib/testing/webhook-receiver";
import { createEndpoint } from "./create-endpoint";
import { deleteEndpoint } from "./delete-endpoint";
import { emitEvent } from "./emit-event";
import { getEndpoint } from "./get-endpoint";
import { presentDelivery } from "./present";
import { replayDelivery } from "./replay-delivery";
import { rotateSecret } from "./rotate-secret";
import type { WebhookSubscription } from "./schema";
import { sendTest } from "./send-test";
import { sweepWebhooks } from "./sweep-webhooks";
import { updateEndpoint } from "./update-endpoint";

const DAY = 24 * 60 * 60_000;
const client = new Anthropic({ apiKey: "none" });
const receiver = aReceiver();
const listen = (ctx: Context, events: WebhookSubscription[] = ["*"]) =>
  createEndpoint(ctx, { url: receiver.url, events });
const headersOf = (index: number) => receiver.received[index]?.headers as Record<string, string>;
const unwrap = (index: number, key: string) =>
  client.beta.webhooks.unwrap(receiver.received[index]?.body ?? "", { headers: headersOf(index), key });

test("what a store goes through is told, signed so that the SDK takes it, with the contract's thin payload", async () => {
  const { ctx, endpoint, drain } = await aWebhookListener(receiver, ["memory_store.*"]);
  const store = await aStore(ctx);
  await archiveStore(ctx, store.id);
  await archiveStore(ctx, store.id);
  await deleteStore(ctx, store.id);
  await drain();
  expect(
    receiver
      .events()
      .map(({ data }) => data.type)
      .sort(),
  ).toEqual(["memory_store.archived", "memory_store.created", "memory_store.deleted"]);
  const event = unwrap(0, endpoint.secret);
  expect(event).toEqual({
    type: "event",
    id: headersOf(0)["webhook-id"],
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    data: {
      type: expect.stringMatching(/^memory_store\./),
      id: store.id,
      organization_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      workspace_id: ctx.workspaceId,
    },
  });
  expect(headersOf(0)["content-type"]).toBe("application/json");
  const deliveries = await deliveriesOf(ctx, endpoint.id);
  expect(deliveries.map(({ status }) => status)).toEqual(["succeeded", "succeeded", "succeeded"]);
  expect(presentDelivery(deliveries[0] as never).attempts).toMatchObject([
    { number: 1, status_code: 200, error: null, response_body: "ok" },
  ]);
});

test("the SDK refuses another body, another id, another time and another secret", async () => {
  const { ctx, endpoint, drain } = await aWebhookListener(receiver);
  await aStore(ctx);
  await drain();
  const { body = "" } = receiver.received[0] ?? {};
  const headers = headersOf(0);
  const other = await listen(ctx);
  const key = endpoint.secret;
  const refused = [
    [`${body} `, headers, key],
    [body.replace("created", "deleted"), headers, key],
    [body, { ...headers, "webhook-id": "whe_other" }, key],
    [body, { ...headers, "webhook-timestamp": String(Number(headers["webhook-timestamp"]) + 1) }, key],
    [body, headers, other.secret],
  ] as const;
  for (const [text, sent, secret] of refused) {
    expect(() => client.beta.webhooks.unwrap(text, { headers: sent, key: secret })).toThrow("No matching signature");
  }
});

test("for a day after a rotation both secrets are good, then the new one alone", async () => {
  const { ctx, job, advance, endpoint, drain } = await aWebhookListener(receiver);
  const rotated = await rotateSecret(ctx, endpoint.id);
  expect(rotated.secret).not.toBe(endpoint.secret);
  expect(Buffer.from(rotated.secret.slice("whsec_".length), "base64")).toHaveLength(32);
  await aStore(ctx);
  await drain();
  expect(unwrap(0, endpoint.secret)).toEqual(unwrap(0, rotated.secret));
  advance(DAY);
  await aStore(ctx);
  await drain();
  expect(headersOf(1)["webhook-signature"]?.split(" ")).toHaveLength(1);
  await sweepWebhooks(job);
  expect(await getEndpoint(ctx, endpoint.id)).toMatchObject({ previousSecret: null, previousSecretUntil: null });
});

test("a change that is rolled back is told to nobody, and leaves no row", async () => {
  const { ctx, db, endpoint, drain } = await aWebhookListener(receiver);
  const undone = withTransaction(db, async (tx) => {
    await emitEvent(ctx, tx, { type: "session.updated", objectId: "sesn_1" });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await drain();
  expect(await deliveriesOf(ctx, endpoint.id)).toEqual([]);
  expect(receiver.received).toEqual([]);
  expect(await db.query("select id from webhook_events where workspace_id = $1", [ctx.workspaceId])).toEqual([]);
});

test("only who subscribed, is enabled and belongs to the workspace is told, each once", async () => {
  const { ctx, db, endpoint, drain } = await aWebhookListener(receiver, [
    "*",
    "memory_store.created",
    "memory_store.*",
  ]);
  const stranger = await aWebhookListener(receiver);
  const sessions = await listen(ctx, ["session.*"]);
  const disabled = await createEndpoint(ctx, { url: receiver.url, events: ["*"], enabled: false });
  await aStore(ctx);
  await drain();
  expect(receiver.events().map(({ data }) => data.type)).toEqual(["memory_store.created"]);
  expect(await deliveriesOf(ctx, endpoint.id)).toHaveLength(1);
  for (const { id } of [sessions, disabled]) expect(await deliveriesOf(ctx, id)).toEqual([]);
  expect(await deliveriesOf(stranger.ctx, stranger.endpoint.id)).toEqual([]);
  await expect(getEndpoint(stranger.ctx, endpoint.id)).rejects.toMatchObject({ code: "not_found" });
  await updateEndpoint(ctx, { id: endpoint.id, events: ["reverie.*"] });
  await aStore(ctx);
  expect(await db.query("select id from webhook_events where workspace_id = $1", [ctx.workspaceId])).toHaveLength(1);
});

test("a replay is a delivery of its own with the same body and id", async () => {
  const { ctx, endpoint, drain } = await aWebhookListener(receiver);
  await aStore(ctx);
  const [first] = await deliveriesOf(ctx, endpoint.id);
  const id = first?.id as WebhookDeliveryId;
  await expect(replayDelivery(ctx, id)).rejects.toMatchObject({ code: "invalid_request" });
  await drain();
  const replay = await replayDelivery(ctx, id);
  expect(replay).toMatchObject({ status: "pending", replayOfId: id, attempts: [], eventId: first?.eventId });
  await drain();
  expect(receiver.received).toHaveLength(2);
  expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
  expect(headersOf(0)["webhook-id"]).toBe(headersOf(1)["webhook-id"]);
  await updateEndpoint(ctx, { id: endpoint.id, enabled: false });
  await expect(replayDelivery(ctx, id)).rejects.toMatchObject({ code: "invalid_request" });
});

test("disabling cancels what waits; a test also reaches a disabled endpoint, once", async () => {
  const { ctx, endpoint, drain } = await aWebhookListener(receiver, ["session.*", "memory_store.*"]);
  await aStore(ctx);
  await updateEndpoint(ctx, { id: endpoint.id, enabled: false });
  await drain();
  expect(receiver.received).toEqual([]);
  receiver.answers.push({ status: 500 });
  await sendTest(ctx, endpoint.id);
  await drain();
  expect(receiver.events().map(({ data }) => data.type)).toEqual(["reverie.test"]);
  expect((await deliveriesOf(ctx, endpoint.id)).map(({ status }) => status)).toEqual(["failed", "canceled"]);
});

test("an endpoint that is deleted while a change commits holds up neither", async () => {
  const { ctx, db, endpoint } = await aWebhookListener(receiver);
  let deleted: Promise<void> | undefined;
  await withTransaction(db, async (tx) => {
    await emitEvent(ctx, tx, { type: "session.updated", objectId: "sesn_1" });
    deleted = deleteEndpoint(ctx, endpoint.id);
    await emitEvent(ctx, tx, { type: "session.archived", objectId: "sesn_1" });
  });
  await deleted;
  await expect(getEndpoint(ctx, endpoint.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await db.query("select id from webhook_deliveries where endpoint_id = $1", [endpoint.id])).toEqual([]);
});

test("events are forgotten after 30 days with their deliveries and attempts", async () => {
  const { ctx, job, db, advance, endpoint, drain } = await aWebhookListener(receiver);
  await aStore(ctx);
  await drain();
  advance(30 * DAY);
  await aStore(ctx);
  await sweepWebhooks(job);
  expect(await deliveriesOf(ctx, endpoint.id)).toHaveLength(2);
  advance(1);
  await sweepWebhooks(job);
  expect(await deliveriesOf(ctx, endpoint.id)).toHaveLength(1);
  const left = await db.query(
    "select 1 from webhook_attempts a join webhook_deliveries d on d.id = a.delivery_id where d.endpoint_id = $1",
    [endpoint.id],
  );
  expect(left).toEqual([]);
});

test("a workspace has at most 50 endpoints, however many are made at once", async () => {
  const { ctx } = await aWorkspace();
  const made = await Promise.allSettled(Array.from({ length: 55 }, () => listen(ctx)));
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(50);
}, 60_000);

test("a text that a receiver answered with, or that describes an endpoint, is redacted with all others", async () => {
  const { ctx, job, endpoint, drain } = await aWebhookListener(receiver);
  const text = "hunter2 of the receiver";
  receiver.answers.push({ status: 200, body: `got ${text}` });
  await updateEndpoint(ctx, { id: endpoint.id, description: `knows ${text}` });
  await aStore(ctx);
  await drain();
  const created = await createRedaction(ctx, { find: { type: "literal", text } });
  if (created.outcome !== "created") throw new Error("a preview was made");
  await runRedaction(job, created.redaction.id, new AbortController().signal);
  const [delivery] = await deliveriesOf(ctx, endpoint.id);
  expect(delivery?.attempts[0]?.responseBody).toBe("got [redacted]");
  expect((await getEndpoint(ctx, endpoint.id)).description).toBe("knows [redacted]");
});

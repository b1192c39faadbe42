import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import type { WebhookDeliveryId, WebhookEndpointId } from "@/lib/core/ids";
import { aStore } from "@/lib/testing/builders";
import { anyNetwork, aReceiver, aWebhookListener, deliveriesOf, publicNetwork } from "@/lib/testing/webhook-receiver";
import { createEndpoint } from "./create-endpoint";
import { deliver } from "./deliver";
import { getDelivery } from "./get-delivery";
import { getEndpoint } from "./get-endpoint";
import { sendTest } from "./send-test";
import { updateEndpoint } from "./update-endpoint";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const receiver = aReceiver();
const listen = (ctx: Context, url: string) => createEndpoint(ctx, { url, events: ["*"] });
const newestOf = async (ctx: Context, endpointId: WebhookEndpointId) =>
  (await deliveriesOf(ctx, endpointId))[0]?.id as WebhookDeliveryId;

test("a failure is tried again when it is due: the same id and body, a fresh time and signature, three times", async () => {
  const { ctx, advance, endpoint, drain } = await aWebhookListener(receiver);
  receiver.answers.push({ status: 500, body: "no\0 <b>room</b>" }, "hang up", { status: 503 });
  await aStore(ctx);
  await drain();
  await drain();
  expect(receiver.received).toHaveLength(1);
  for (const [seconds, count] of [
    [4, 1],
    [26, 2],
    [29, 2],
    [91, 3],
    [3_600, 3],
  ] as const) {
    advance(seconds * 1_000);
    await drain();
    expect(receiver.received).toHaveLength(count);
  }
  const of = (name: string) => new Set(receiver.received.map(({ headers }) => headers[name]));
  expect([of("webhook-id").size, of("webhook-timestamp").size, of("webhook-signature").size]).toEqual([1, 3, 3]);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  const [delivery] = await deliveriesOf(ctx, endpoint.id);
  expect(delivery).toMatchObject({ status: "failed", dueAt: null, attemptCount: 3 });
  expect(delivery?.attempts).toMatchObject([
    { statusCode: 500, errorType: null, responseBody: "no\ufffd <b>room</b>" },
    { statusCode: null, errorType: "connection_closed", responseBody: null },
    { statusCode: 503, errorType: null },
  ]);
  expect(await getEndpoint(ctx, endpoint.id)).toMatchObject({ isEnabled: true, failedInRow: 1 });
  await aStore(ctx);
  await drain();
  expect(await getEndpoint(ctx, endpoint.id)).toMatchObject({ failedInRow: 0, failingSince: null });
});

test("an answer is kept up to 4 KiB", async () => {
  const { ctx, endpoint, drain } = await aWebhookListener(receiver);
  receiver.answers.push({ status: 200, body: "x".repeat(1_000_000) });
  await aStore(ctx);
  await drain();
  expect((await deliveriesOf(ctx, endpoint.id))[0]?.attempts[0]?.responseBody).toBe("x".repeat(4_096));
});

test.each([
  [{ status: 410 }, "gone"],
  [{ status: 302, headers: { location: "http://127.0.0.1:1/" } }, "redirect"],
] as const)("an answer of %o disables the endpoint (%s), and what waits is canceled", async (answer, reason) => {
  const { ctx, job, endpoint } = await aWebhookListener(receiver);
  receiver.answers.push(answer);
  await aStore(ctx);
  await aStore(ctx);
  const [later, first] = await deliveriesOf(ctx, endpoint.id);
  await deliver(job, first?.id as WebhookDeliveryId, { network: anyNetwork });
  await deliver(job, later?.id as WebhookDeliveryId, { network: anyNetwork });
  expect(receiver.received).toHaveLength(1);
  expect(await getEndpoint(ctx, endpoint.id)).toMatchObject({ isEnabled: false, disabledReason: reason });
  expect((await deliveriesOf(ctx, endpoint.id)).map(({ status }) => status)).toEqual(["canceled", "failed"]);
  await aStore(ctx);
  expect(await deliveriesOf(ctx, endpoint.id)).toHaveLength(2);
});

test("a receiver that goes over to another protocol has not answered, and holds nobody up", async () => {
  const { ctx, advance, endpoint, drain } = await aWebhookListener(receiver);
  const leaves = { status: 101, headers: { connection: "upgrade", upgrade: "websocket" } };
  receiver.answers.push(leaves, leaves, leaves);
  await aStore(ctx);
  for (let attempt = 0; attempt < 3; attempt++) {
    await drain();
    advance(2 * MINUTE);
  }
  const cutOff = { statusCode: null, errorType: "connection_closed" };
  expect((await deliveriesOf(ctx, endpoint.id))[0]).toMatchObject({
    status: "failed",
    attempts: [cutOff, cutOff, cutOff],
  });
});

test("an endpoint that failed for five days is disabled, and begins anew when it is enabled", async () => {
  const { ctx, advance, endpoint, drain } = await aWebhookListener(receiver);
  for (let day = 0; day <= 5; day++) {
    receiver.answers.push({ status: 500 }, { status: 500 }, { status: 500 });
    expect(await getEndpoint(ctx, endpoint.id)).toMatchObject({ isEnabled: true, failedInRow: day });
    await aStore(ctx);
    for (let attempt = 0; attempt < 3; attempt++) {
      await drain();
      advance(2 * MINUTE);
    }
    advance(DAY);
  }
  expect(await getEndpoint(ctx, endpoint.id)).toMatchObject({ isEnabled: false, disabledReason: "failing" });
  await updateEndpoint(ctx, { id: endpoint.id, enabled: true });
  expect(await getEndpoint(ctx, endpoint.id)).toMatchObject({ isEnabled: true, failedInRow: 0, failingSince: null });
});

test.each([
  "127.0.0.1",
  "2130706433",
  "0x7f000001",
  "0177.0.0.1",
  "127.1",
  "[::1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "169.254.169.254",
])("http://%s is not reached unless private addresses are allowed", async (host) => {
  const { ctx, job } = await aWebhookListener(receiver);
  const endpoint = await listen(ctx, `http://${host}:${receiver.port}/hooks`);
  const { id } = await sendTest(ctx, endpoint.id);
  await deliver(job, id, { network: publicNetwork });
  expect(receiver.received).toEqual([]);
  expect((await getDelivery(ctx, id)).attempts).toMatchObject([{ errorType: "private_address", statusCode: null }]);
  expect(await getEndpoint(ctx, endpoint.id)).toMatchObject({ isEnabled: false, disabledReason: "private_address" });
});

test("a name is resolved once for an attempt, every address of it is checked, and the connection goes to one of those", async () => {
  const { ctx, job } = await aWebhookListener(receiver);
  const url = `http://hooks.example:${receiver.port}/hooks`;
  const endpoint = await listen(ctx, url);
  const loopback = { address: "127.0.0.1", family: 4 };
  const send = async (privateAllowed: boolean, ...addresses: { address: string; family: number }[]) => {
    let asked = 0;
    const { id } = await sendTest(ctx, endpoint.id);
    const resolve = async (name: string) => {
      expect(name).toBe("hooks.example");
      asked += 1;
      // An answer that changes in between: whoever asked a second time would get loopback.
      return asked === 1 ? addresses : [loopback];
    };
    await deliver(job, id, { network: { privateAllowed, resolve } });
    expect(asked).toBe(1);
    return (await getDelivery(ctx, id)).attempts[0];
  };
  expect(await send(false, loopback)).toMatchObject({ errorType: "private_address" });
  expect(await send(false, { address: "93.184.216.34", family: 4 }, loopback)).toMatchObject({
    errorType: "private_address",
  });
  expect(await send(false, { address: "::ffff:127.0.0.1", family: 6 })).toMatchObject({ errorType: "private_address" });
  expect(await send(false)).toMatchObject({ errorType: "host_not_found" });
  expect(receiver.received).toEqual([]);
  expect(await send(true, loopback)).toMatchObject({ statusCode: 200 });
  expect(receiver.received[0]?.headers.host).toBe(`hooks.example:${receiver.port}`);
});

test("workers that take the same deliveries at once send each of them once", async () => {
  const { ctx, job, endpoint } = await aWebhookListener(receiver);
  for (let count = 0; count < 6; count++) await aStore(ctx, `Store ${count}`);
  const ids = (await deliveriesOf(ctx, endpoint.id)).map(({ id }) => id);
  await Promise.all([...ids, ...ids, ...ids].map((id) => deliver(job, id, { network: anyNetwork })));
  expect(new Set(receiver.events().map(({ id }) => id)).size).toBe(6);
  expect(receiver.received).toHaveLength(6);
});

test("however much waits for one endpoint, what is due for another one is sent at the next look", async () => {
  const { ctx, db, endpoint, drain } = await aWebhookListener(receiver);
  const other = await listen(ctx, `${receiver.url}/other`);
  await aStore(ctx);
  // Longer due than the other's delivery, and more than anybody wants to read.
  await db.query(
    `insert into webhook_deliveries (id, workspace_id, endpoint_id, event_id, status, due_at, created_at)
     select d.id || n, d.workspace_id, d.endpoint_id, d.event_id, 'pending', d.due_at - interval '1 hour', d.created_at
     from webhook_deliveries d, generate_series(1, 6000) as n where d.endpoint_id = $1`,
    [endpoint.id],
  );
  await drain();
  expect((await deliveriesOf(ctx, other.id)).map(({ status }) => status)).toEqual(["succeeded"]);
  await updateEndpoint(ctx, { id: endpoint.id, enabled: false });
});

test("what a killed worker had taken is due again after a minute, and ends when no attempt is left", async () => {
  const { ctx, job, db, advance, endpoint, drain } = await aWebhookListener(receiver);
  await aStore(ctx);
  const id = await newestOf(ctx, endpoint.id);
  // The outcome is recorded in a transaction: a pool without connections is a worker that died before.
  const killed = { ...db, pool: { connect: () => Promise.reject(new Error("killed")) } as never };
  for (let attempt = 1; attempt <= 3; attempt++) {
    await expect(deliver({ ...job, db: killed }, id, { network: anyNetwork })).rejects.toThrow("killed");
    await drain();
    expect(receiver.received).toHaveLength(attempt);
    advance(MINUTE);
  }
  await drain();
  expect(receiver.received).toHaveLength(3);
  expect(await getDelivery(ctx, id)).toMatchObject({
    status: "failed",
    attempts: [{ durationMs: null }, { durationMs: null }, { durationMs: null }],
  });
});

test("an attempt that the worker's stop cuts off does not count", async () => {
  const { ctx, job, endpoint, drain } = await aWebhookListener(receiver);
  receiver.answers.push("never");
  await aStore(ctx);
  const id = await newestOf(ctx, endpoint.id);
  const stopping = new AbortController();
  const cutOff = deliver(job, id, { network: anyNetwork, signal: stopping.signal });
  await expect.poll(() => receiver.received.length).toBe(1);
  stopping.abort(new Error("the worker stops"));
  await expect(cutOff).rejects.toThrow("the worker stops");
  expect(await getDelivery(ctx, id)).toMatchObject({ status: "pending", attemptCount: 0, attempts: [] });
  await drain();
  expect(await getDelivery(ctx, id)).toMatchObject({ status: "succeeded", attemptCount: 1 });
});

test("an event that was committed while its endpoint was being disabled is canceled, not kept", async () => {
  const { ctx, db, endpoint, drain } = await aWebhookListener(receiver);
  await aStore(ctx);
  await db.query("update webhook_endpoints set is_enabled = false, disabled_reason = 'person' where id = $1", [
    endpoint.id,
  ]);
  await drain();
  expect((await deliveriesOf(ctx, endpoint.id)).map(({ status }) => status)).toEqual(["canceled"]);
});

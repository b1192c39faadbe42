import { expect, test } from "vitest";
import type { StoreId } from "@/lib/core/ids";
import { updateMemory } from "@/lib/memories/update-memory";
import { aMemory, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { anyNetwork, aReceiver } from "@/lib/testing/webhook-receiver";
import { announceChanges } from "./announce-changes";
import { createEndpoint } from "./create-endpoint";
import { deliverDue } from "./deliver-due";
import { updateEndpoint } from "./update-endpoint";

const MINUTE = 60_000;
const receiver = aReceiver();

test("changes of memories are told once per store and few seconds, with where to read on", async () => {
  const { ctx, advance } = await aWorkspace();
  const job = { db: ctx.db, now: ctx.now };
  let count = 0;
  const write = async (storeId: StoreId, files: number) => {
    for (let file = 0; file < files; file++) await aMemory(ctx, storeId, `/${++count}.md`);
  };
  const told = async () => {
    await announceChanges(job);
    await deliverDue(job, { network: anyNetwork });
    const events = receiver.events().map(({ data }) => [data.type, data.id, data.memory_store_id, data.after]);
    receiver.received.length = 0;
    return events.sort();
  };
  const changed = (storeId: StoreId, after: number) => ["reverie.memory.changed", storeId, storeId, after];

  const old = await aStore(ctx, "Old");
  await write(old.id, 1);
  const endpoint = await createEndpoint(ctx, { url: receiver.url, events: ["reverie.memory.changed"] });
  expect(await told()).toEqual([]);

  const fresh = await aStore(ctx, "Fresh");
  await write(old.id, 3);
  await write(fresh.id, 2);
  expect(await told()).toEqual([changed(old.id, 1), changed(fresh.id, 0)].sort());

  await write(old.id, 2);
  expect(await told()).toEqual([]);
  advance(4_999);
  await write(old.id, 1);
  expect(await told()).toEqual([]);
  advance(1);
  expect(await told()).toEqual([changed(old.id, 4)]);
  advance(MINUTE);
  expect(await told()).toEqual([]);

  const memory = await aMemory(ctx, fresh.id, "/updated.md");
  await updateMemory(ctx, { storeId: fresh.id, memoryId: memory.id, content: aText("two\n") });
  // Workers that look at once.
  await Promise.all([announceChanges(job), announceChanges(job), announceChanges(job)]);
  expect(await told()).toEqual([changed(fresh.id, 2)]);

  await updateEndpoint(ctx, { id: endpoint.id, enabled: false });
  await write(old.id, 1);
  advance(MINUTE);
  expect(await told()).toEqual([]);
  await updateEndpoint(ctx, { id: endpoint.id, enabled: true });
  expect(await told()).toEqual([]);
});

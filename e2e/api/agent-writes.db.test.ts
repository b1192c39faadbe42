import { expect, test } from "vitest";
import type { DreamId } from "@/lib/core/ids";
import { checkWrites } from "@/lib/dreams/check-writes";
import { testDatabase } from "@/lib/testing/database";
import { apiServer } from "./server";

const api = apiServer();

const post = async (path: string, body: object): Promise<Response> =>
  api.request(path, { method: "POST", body: JSON.stringify(body) });

test("through the SDK an agent's writes succeed, wait, and are everybody's once they are adopted", async () => {
  const stores = api.client.beta.memoryStores;
  const store = await stores.create({ name: "Reviewed" });
  await post(`/v1/memory_stores/${store.id}/policy`, { agent_writes: "review" });

  const { data: made, response } = await stores.memories
    .create(store.id, { path: "/new.md", content: "one\n" })
    .withResponse();
  const warned = /^review:(drm_\w+)$/.exec(response.headers.get("reverie-warnings") ?? "");
  const dreamId = warned?.[1] as DreamId;
  const options = { memory_store_id: store.id, content: "two\n" } as const;
  const precondition = { type: "content_sha256" as const, content_sha256: made.content_sha256 };
  const updated = await stores.memories.update(made.id, { ...options, precondition });
  expect(updated).toMatchObject({ id: made.id, path: "/new.md" });
  await expect(stores.memories.retrieve(made.id, { memory_store_id: store.id })).rejects.toMatchObject({ status: 404 });
  for await (const dream of api.client.beta.dreams.list()) expect(dream.id).not.toBe(dreamId);

  await checkWrites({ db: await testDatabase(), now: () => new Date() }, dreamId);
  const diff = await (await api.request(`/v1/dreams/${dreamId}/diff`)).json();
  expect(diff).toMatchObject({
    origin: "writes",
    files: [{ path: "/new.md", operation: "added", memory_id: made.id, written_by: [{ writes: 2 }] }],
  });
  expect((await post(`/v1/dreams/${dreamId}/adopt`, { proposal_sha256: diff.proposal_sha256 })).status).toBe(200);
  const memory = await stores.memories.retrieve(made.id, { memory_store_id: store.id, view: "full" });
  expect(memory).toMatchObject({ content: "two\n" });
});

import { expect, test } from "vitest";
import { findOperator } from "@/lib/auth/find-operator";
import type { StoreId } from "@/lib/core/ids";
import { rejectDream } from "@/lib/proposals/reject-dream";
import { testDatabase } from "@/lib/testing/database";
import { aFinding } from "@/lib/testing/proposals";
import { seedProposal } from "@/lib/testing/seed-proposal";
import { dreamOver } from "./dream-over";
import { apiServer } from "./server";

const api = apiServer();

async function send(method: string, path: string, body?: unknown): Promise<[number, Record<string, unknown>]> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await api.request(path, init);
  return [response.status, (await response.json()) as Record<string, unknown>];
}

test("a policy starts with reviews, is set field by field, and refuses what does not fit", async () => {
  const { id } = await api.client.beta.memoryStores.create({ name: "Policy" });
  const path = `/v1/memory_stores/${id}/policy`;
  const unset = { review: "review_required", kinds: [], adopted_unchanged_min: 3, updated_at: null, updated_by: null };
  expect(await send("GET", path)).toMatchObject([200, { type: "store_policy", memory_store_id: id, ...unset }]);
  expect(await send("POST", path, { review: "auto_adopt" })).toMatchObject([400, {}]);
  expect(await send("POST", path, { adopted_unchanged_min: 1001 })).toMatchObject([400, {}]);
  expect(await send("POST", path, { kinds: ["verify", "merge"], adopted_unchanged_min: 0 })).toMatchObject([200, {}]);
  const set = await send("POST", path, { review: "auto_adopt" });
  expect(set).toMatchObject([200, { review: "auto_adopt", kinds: ["merge", "verify"], adopted_unchanged_min: 0 }]);
  expect(await send("GET", path)).toEqual(set);
});

test("rejected findings are listed page by page, newest first, and can be allowed again", async () => {
  const { id } = await api.client.beta.memoryStores.create({ name: "Rejected" });
  const ctx = await findOperator(await testDatabase(), () => new Date());
  if (ctx === null) throw new Error("no operator");
  const finding = (path: string, digit: string) =>
    aFinding({ fingerprint: digit.repeat(64), anchors: [{ path, baseLines: [], proposedLines: [1] }] });
  const { dreamId } = await seedProposal(ctx, {
    storeId: id as StoreId,
    files: ["/a.md", "/b.md"].map((path) => ({ path, fromPath: null, content: "x\n" })),
    findings: [finding("/a.md", "a"), finding("/b.md", "b")],
  });
  await rejectDream(ctx, { dreamId, reason: "not ours" });
  const path = `/v1/memory_stores/${id}/rejected_findings`;
  const [, first] = await send("GET", `${path}?limit=1`);
  expect(first).toMatchObject({ data: [{ type: "rejected_finding", reason: "not ours", dream_id: dreamId }] });
  const [, second] = await send("GET", `${path}?limit=1&page=${encodeURIComponent(String(first.next_page))}`);
  expect(second).toMatchObject({ data: [{ kind: "merge" }], next_page: null });
  const [rejection] = first.data as { id: string }[];
  const revoked = await send("POST", `${path}/${rejection?.id}/revoke`);
  expect(revoked).toMatchObject([200, { id: rejection?.id, revoked_at: expect.any(String) }]);
  expect(await send("POST", `${path}/${rejection?.id}/revoke`)).toEqual(revoked);
  expect(await send("GET", path)).toMatchObject([200, { data: second.data, next_page: null }]);
});

test("a dream's doubled line goes without a person, and one undo brings it back and requires reviews again", async () => {
  const { beta } = api.client;
  const store = await beta.memoryStores.create({ name: "By itself" });
  const line = "The pager of the on-call engineer is tested every Monday.\n";
  const other = Array.from({ length: 40 }, (_, index) => `- shelf ${index} holds part ${index * 7}\n`).join("");
  const note = await beta.memoryStores.memories.create(store.id, {
    path: "/pager.md",
    content: `# Pager\n\n${line}\n${line}`,
  });
  await beta.memoryStores.memories.create(store.id, { path: "/parts.md", content: `# Parts\n\n${other}` });
  const path = `/v1/memory_stores/${store.id}/policy`;
  await send("POST", path, { review: "auto_adopt", kinds: ["merge"], adopted_unchanged_min: 0 });
  const { dream } = await dreamOver(api.client, store.id);
  const content = async () =>
    (await beta.memoryStores.memories.retrieve(note.id, { memory_store_id: store.id })).content;
  await expect.poll(content, { timeout: 20_000 }).toBe(`# Pager\n\n${line}`);
  const [, diff] = await send("GET", `/v1/dreams/${dream.id}/diff`);
  const { adoptions, status } = diff.review as { adoptions: { id: string; is_automatic: boolean }[]; status: string };
  expect([status, adoptions.map((each) => each.is_automatic)]).toEqual(["waiting", [true]]);
  expect(await send("POST", `/v1/adoptions/${adoptions[0]?.id}/undo`, {})).toMatchObject([200, {}]);
  expect(await content()).toBe(`# Pager\n\n${line}\n${line}`);
  const off = { review: "review_required", off_reason: expect.stringMatching(/^An automatic adoption was undone on /) };
  expect(await send("GET", path)).toMatchObject([200, off]);
});

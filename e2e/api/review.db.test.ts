import { expect, test } from "vitest";
import { aContext } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { seedProposal } from "@/lib/testing/seed-proposal";
import { apiServer } from "./server";

const api = apiServer();

type Json = Record<string, unknown>;
type Diff = { files: { path: string; hunks: { id: string; decision: string; drift: string }[] }[]; totals: Json };

async function call<T = Json>(method: "GET" | "POST", path: string, body?: Json): Promise<{ status: number; body: T }> {
  const response = await api.request(path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  return { status: response.status, body: (await response.json()) as T };
}

/** A proposal in the workspace of the server's key. */
async function aProposal() {
  const db = await testDatabase();
  const workspace = await db.prisma.workspace.findFirstOrThrow({ orderBy: { createdAt: "asc" } });
  const { ctx } = aContext(db, workspace.id as never, new Date());
  const seeded = await seedProposal(ctx, {
    memories: { "/a.md": "one\ntwo\nthree\n", "/b.md": "x\n", "/c.md": "y\n" },
    files: [
      { path: "/a.md", fromPath: null, content: "ONE\ntwo\nTHREE\n" },
      { path: "/b.md", fromPath: null, content: "X\n" },
      { path: "/c.md", fromPath: null, content: "Y\n" },
    ],
  });
  const base = `/v1/dreams/${seeded.dreamId}`;
  const diff = async () => (await call<Diff>("GET", `${base}/diff?include_decided=true`)).body;
  return { ...seeded, base, diff };
}

async function contentsOf(storeId: string): Promise<Record<string, string | null | undefined>> {
  const texts: Record<string, string | null | undefined> = {};
  for await (const entry of api.client.beta.memoryStores.memories.list(storeId, { view: "full" })) {
    if (entry.type === "memory") texts[entry.path] = entry.content;
  }
  return texts;
}

test("a part is adopted with an edit and a conflict, and taken back", async () => {
  const { base, diff, storeId, proposalSha256 } = await aProposal();
  const [a] = (await diff()).files;
  const [first, second] = a?.hunks ?? [];
  const memories = api.client.beta.memoryStores.memories;
  for await (const entry of memories.list(storeId)) {
    if (entry.path === "/b.md" && entry.type === "memory") {
      await memories.update(entry.id, { memory_store_id: storeId, content: "changed\n" });
    }
  }
  expect((await diff()).totals).toMatchObject({ hunks: 4, conflicts: 1 });
  const choices = {
    proposal_sha256: proposalSha256,
    hunks: { [first?.id ?? ""]: "accept", [second?.id ?? ""]: "reject" },
    edits: { "/c.md": "by hand\n" },
  };
  const refused = await call("POST", `${base}/adopt`, { ...choices, files: { "/b.md": "accept" } });
  expect(refused).toMatchObject({
    status: 409,
    body: {
      error: {
        type: "conflict_error",
        conflicts: [{ path: "/b.md", base_content: "x\n", live_content: "changed\n", proposed_content: "X\n" }],
      },
    },
  });
  const [conflict] = (refused.body.error as { conflicts: { live_sha256: string }[] }).conflicts;
  const resolutions = { "/b.md": { live_sha256: conflict?.live_sha256 ?? "", content: "changed X\n" } };
  const adopted = await call<{ review: { adoptions: { id: string }[] } }>("POST", `${base}/adopt`, {
    ...choices,
    resolutions,
  });
  expect(adopted.status).toBe(200);
  expect(await contentsOf(storeId)).toEqual({
    "/a.md": "ONE\ntwo\nthree\n",
    "/b.md": "changed X\n",
    "/c.md": "by hand\n",
  });
  const id = adopted.body.review.adoptions[0]?.id;
  const files = (await call<{ files: Json[] }>("GET", `/v1/adoptions/${id}`)).body.files;
  expect(files.map(({ path, is_edited }) => [path, is_edited])).toEqual([
    ["/a.md", false],
    ["/b.md", true],
    ["/c.md", true],
  ]);
  const undone = await call("POST", `/v1/adoptions/${id}/undo`, {});
  expect(undone.body.undone_at).not.toBeNull();
  expect(await contentsOf(storeId)).toEqual({ "/a.md": "one\ntwo\nthree\n", "/b.md": "changed\n", "/c.md": "y\n" });
  expect((await diff()).files.map((file) => file.hunks.map(({ decision }) => decision))).toEqual([
    ["pending", "rejected"],
    ["pending"],
    ["pending"],
  ]);
});

test("going on with the output store archives the input, unless it holds newer changes", async () => {
  const { base, dreamId, storeId, proposalSha256 } = await aProposal();
  const output = await api.client.beta.memoryStores.create({ name: "Output" });
  const db = await testDatabase();
  await db.query("update dreams set output_store_id = $2 where id = $1", [dreamId, output.id]);
  const memory = await api.client.beta.memoryStores.memories.create(storeId, { path: "/late.md", content: "late\n" });
  const refused = await call("POST", `${base}/use_output`, { proposal_sha256: proposalSha256 });
  expect(refused).toMatchObject({ status: 409, body: { error: { paths: ["/late.md"] } } });
  await api.client.beta.memoryStores.memories.delete(memory.id, { memory_store_id: storeId });
  const used = await call("POST", `${base}/use_output`, { proposal_sha256: proposalSha256 });
  expect(used).toMatchObject({ status: 200, body: { review: { status: "adopted" } } });
  expect((await api.client.beta.memoryStores.retrieve(storeId)).archived_at).not.toBeNull();
  expect((await api.client.beta.memoryStores.retrieve(output.id)).archived_at).toBeNull();
});

test("a large diff can be had without its texts, and then file by file", async () => {
  const { base } = await aProposal();
  const bare = (await call<{ files: Json[] }>("GET", `${base}/diff?include_texts=false`)).body.files;
  expect(bare.map(({ path, base_content, lines_added }) => [path, base_content, lines_added])).toEqual([
    ["/a.md", null, 2],
    ["/b.md", null, 1],
    ["/c.md", null, 1],
  ]);
  const one = (await call<{ files: Json[] }>("GET", `${base}/diff?paths[]=/b.md`)).body.files;
  expect(one).toMatchObject([{ path: "/b.md", proposed_content: "X\n" }]);
});

test("an unknown field of an adoption is refused instead of adopting everything", async () => {
  const { base, proposalSha256 } = await aProposal();
  const answer = await call("POST", `${base}/adopt`, { proposal_sha256: proposalSha256, file: { "/a.md": "accept" } });
  expect(answer.status).toBe(400);
});

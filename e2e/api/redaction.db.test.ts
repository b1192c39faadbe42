import { expect, test, vi } from "vitest";
import type { Context } from "@/lib/auth/context";
import { findOperator } from "@/lib/auth/find-operator";
import { sha256 } from "@/lib/core/hash";
import { type DreamId, newId, type StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { saveProposal } from "@/lib/proposals/save-proposal";
import { testDatabase } from "@/lib/testing/database";
import { dumpDatabase, formsOf, tablesHolding } from "@/lib/testing/dump-database";
import { aFinding, aProposal, NO_CHECKS } from "@/lib/testing/proposals";
import { apiServer } from "./server";

const api = apiServer();

/** Legal in a path, and written differently in JSON. */
const SECRET = 'k"9\\ü🔑-7f3a9c2e';
const REPLACEMENT = "(gone)";
const without = (text: string) => text.replaceAll(SECRET, REPLACEMENT);

type Answer = { status: number; body: Record<string, never> & { id: string; items: Record<string, unknown>[] } };

async function send(method: string, path: string, body?: unknown): Promise<Answer> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await api.request(path, init);
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

async function operator(): Promise<Context> {
  const ctx = await findOperator(await testDatabase(), () => new Date());
  if (ctx === null) throw new Error("no operator");
  return ctx;
}

const ended = (id: string) =>
  vi.waitFor(
    async () => {
      const { body } = await send("GET", `/v1/redactions/${id}`);
      expect(body).toMatchObject({ ended_at: expect.any(String) });
      return body;
    },
    { timeout: 20_000, interval: 50 },
  );

async function redact(body: Record<string, unknown>) {
  const created = await send("POST", "/v1/redactions", body);
  expect(created).toMatchObject({ status: 200, body: { type: "redaction" } });
  // A worker may have begun before the answer was read.
  expect(["pending", "running", "completed"]).toContain(created.body.status);
  return ended(created.body.id);
}

const memories = () => api.client.beta.memoryStores.memories;
const aStore = (name: string) => api.client.beta.memoryStores.create({ name });

/** A completed dream over a store, with a proposal for the memory at `path`, that waits for its review. */
async function aDream(input: { storeId: string; sessionId: string; eventId: string; path: string; text: string }) {
  const ctx = await operator();
  const db = ctx.db;
  const id = newId("drm");
  await db.prisma.dream.create({
    data: {
      id,
      workspaceId: ctx.workspaceId,
      status: "completed",
      stage: "done",
      storeId: input.storeId,
      sessionIds: [input.sessionId],
      modelId: "reverie-local",
      instructions: `Keep ${input.text} in mind.`,
      outputBehavior: "create_new",
      actorType: ctx.actor.type,
      actorId: ctx.actor.id,
      createdAt: new Date(),
      endedAt: new Date(),
      reviewStatus: "waiting",
    },
  });
  await db.query(
    `insert into dream_base_files (dream_id, path, workspace_id, memory_id, content_sha256, content_bytes)
     select $1, path, workspace_id, id, content_sha256, content_bytes from memories where store_id = $2`,
    [id, input.storeId],
  );
  const base = await db.prisma.dreamBaseFile.findMany({ where: { dreamId: id } });
  const quote = `says ${input.text}`;
  const evidence = [{ session_id: input.sessionId, event_id: input.eventId, quote }];
  const finding = aFinding({
    kind: "mistake",
    state: "off",
    reason: `A person wrote ${input.text}.`,
    rationale: `It ${quote}.`,
    evidence,
    sources: [{ path: input.path, line: 1, text: `line ${input.text}` }],
    anchors: [{ path: input.path, baseLines: [1], proposedLines: [1] }],
    suggestion: [{ path: input.path, start: 1, end: 1, lines: [`better ${input.text}`] }],
  });
  const proposal = aProposal({
    findings: [finding, aFinding({ rationale: "Nothing \\u00fc here." })],
    files: [
      { path: input.path, fromPath: null, content: `proposed ${input.text}\n` },
      { path: `/new/${input.text}.md`, fromPath: null, content: "new\n" },
    ],
    instructions: [{ text: `Keep ${input.text} in mind.`, isApplied: false, remark: `${input.text} is no rule.` }],
  });
  await withTransaction(db, async (tx) => {
    const files = base.map((file) => ({ ...file, memoryId: file.memoryId as never, text: `${input.text}\n` }));
    const proposalSha256 = await saveProposal(ctx, tx, {
      dreamId: id as DreamId,
      base: files,
      proposal,
      checks: NO_CHECKS,
    });
    await tx.query("update dreams set proposal_sha256 = $2 where id = $1", [id, proposalSha256]);
    await tx.query(
      `insert into dream_tasks (dream_id, session_id, thread_id, status, report) values ($1, $2, 'sthr_x', 'completed', $3)`,
      [
        id,
        input.sessionId,
        JSON.stringify({ sessionId: input.sessionId, failures: [{ call: input.text }], mentions: [] }),
      ],
    );
  });
  return id;
}

test("a text is gone from every table, in every form, and nothing else is", async () => {
  const db = await testDatabase();
  const team = await aStore(`Team ${SECRET}`);
  const other = await aStore("Other");
  const archived = await aStore("Archived");
  const first = `one\nkey: ${SECRET}\nlast`;
  const second = `two ${SECRET}${SECRET} end\n`;
  const twice = await memories().create(team.id, { path: "/keys/a.md", content: first });
  await memories().update(twice.id, { memory_store_id: team.id, content: second });
  const copy = await memories().create(other.id, { path: "/copy.md", content: first });
  await memories().create(archived.id, { path: "/old.md", content: first });
  await api.client.beta.memoryStores.archive(archived.id);
  const deleted = await memories().create(other.id, { path: "/deleted.md", content: `was ${SECRET}` });
  await memories().delete(deleted.id, { memory_store_id: other.id });
  const named = await memories().create(other.id, { path: `/dir ${SECRET}/x.md`, content: "harmless" });
  const neighbour = await memories().create(other.id, { path: "/neighbour.md", content: `k"9\\ü🔑-7f3a9c2\u0001` });
  const nested = JSON.stringify({ token: SECRET, more: ["\n", "ü"] });
  const session = await send("POST", "/v1/sessions/import", {
    format: "managed_agents",
    title: `About ${SECRET}`,
    metadata: { [`key ${SECRET.slice(0, 3)}`]: SECRET },
    events: [
      { type: "user.message", content: [{ type: "text", text: `"quoted"\n${SECRET}\ttab \u001b[1m` }] },
      { type: "agent.message", content: [{ type: "text", text: `${nested} and says ${SECRET}` }] },
      { type: "agent.message", content: [{ type: "text", text: 'a neighbour: "\\" \u0007 ü🔑' }] },
    ],
  });
  expect(session.status).toBe(200);
  const events = await db.prisma.sessionEvent.findMany({
    where: { sessionId: session.body.id },
    orderBy: { position: "asc" },
  });
  const eventId = events[1]?.id ?? "";
  const dreamId = await aDream({
    storeId: team.id,
    sessionId: session.body.id,
    eventId,
    path: "/keys/a.md",
    text: SECRET,
  });
  const before = await dumpDatabase(db);
  expect(tablesHolding(before, SECRET)).toEqual(
    expect.arrayContaining(
      [
        "contents",
        "memory_versions",
        "memories",
        "session_events",
        "sessions",
        "dreams",
        "dream_tasks",
        "dream_findings",
        "dream_files",
        "memory_stores",
      ].map((table) => `public.${table}`),
    ),
  );

  const find = { type: "literal", text: SECRET };
  const dry = await send("POST", "/v1/redactions", { find, dry_run: true });
  expect(dry).toMatchObject({ status: 200, body: { type: "redaction_preview", live_head_count: 4, truncated: false } });
  expect(await dumpDatabase(db)).toEqual(before);
  const refused = await send("POST", "/v1/redactions", { find, replacement: REPLACEMENT });
  expect(refused).toMatchObject({ status: 400, body: { error: { live_head_count: 4 } } });
  expect(await dumpDatabase(db)).toEqual(before);

  const done = await redact({ find, replacement: REPLACEMENT, rewrite_heads: true });
  expect(done).toMatchObject({ status: "completed", error: null, passes: 2, find: { text_length: 15 } });
  expect(done.counts).toMatchObject({
    memory: 4,
    memory_version: 6,
    dream_task: 1,
    dream_finding: 1,
    session: 1,
    session_event: 2,
  });

  const after = await dumpDatabase(db);
  expect(tablesHolding(after, SECRET)).toEqual([]);
  const everything = [...after.values()].flat(2).join("\n");
  for (const hash of [first, second].map(sha256)) expect(everything).not.toContain(hash);

  const read = async (storeId: string, id: string) => memories().retrieve(id, { memory_store_id: storeId });
  expect((await read(team.id, twice.id)).content).toBe(without(second));
  expect((await read(other.id, copy.id)).content).toBe(without(first));
  expect(await read(other.id, named.id)).toMatchObject({ path: `/dir ${REPLACEMENT}/x.md`, content: "harmless" });
  expect(await read(other.id, neighbour.id)).toEqual({ ...neighbour, content: `k"9\\ü🔑-7f3a9c2\u0001` });
  const forms = formsOf(SECRET);
  for (const table of ["contents", "session_events", "dream_findings", "dream_tasks", "agents", "environments"]) {
    const kept = before
      .get(`public.${table}`)
      ?.filter((row) => !row.some((value) => forms.some((form) => value.includes(form))));
    expect(after.get(`public.${table}`)).toEqual(expect.arrayContaining(kept ?? []));
  }
  const told = await db.prisma.sessionEvent.findMany({
    where: { sessionId: session.body.id },
    orderBy: { position: "asc" },
  });
  expect(told.map((event) => event.payload)).toEqual(
    events.map((event) =>
      JSON.parse(
        JSON.stringify(event.payload)
          .replaceAll(forms[2] as string, REPLACEMENT)
          .replaceAll(forms[1] as string, REPLACEMENT),
      ),
    ),
  );

  const diff = await send("GET", `/v1/dreams/${dreamId}/diff`);
  expect(diff.body).toMatchObject({
    files: [
      { path: "/keys/a.md", base_content: without(second), proposed_content: `proposed ${REPLACEMENT}\n` },
      { path: `/new/${REPLACEMENT}.md` },
    ],
    findings: [
      {
        evidence: [{ quote: `says ${REPLACEMENT}` }],
        reason: `A person wrote ${REPLACEMENT}.`,
        suggestion: [{ lines: [`better ${REPLACEMENT}`] }],
      },
      { rationale: "Nothing \\u00fc here." },
    ],
    instructions: [{ text: `Keep ${REPLACEMENT} in mind.`, remark: `${REPLACEMENT} is no rule.` }],
  });
  const adopted = await send("POST", `/v1/dreams/${dreamId}/adopt`, { proposal_sha256: diff.body.proposal_sha256 });
  expect(adopted).toMatchObject({ status: 200, body: { review: { status: "adopted" } } });

  const items = await send("GET", `/v1/redactions/${done.id}/items?limit=1000`);
  expect(items.body).toMatchObject({ next_page: null });
  expect(JSON.stringify(items.body)).not.toContain("/keys");
});

test("the job's own traces, in the queue too, never hold the text", async () => {
  const db = await testDatabase();
  const text = "passphrase zebra-41-quartz";
  const store = await aStore("Queue");
  const memory = await memories().create(store.id, { path: "/a.md", content: text });
  const done = await redact({ find: { type: "literal", text }, replacement: "x", rewrite_heads: true });
  const { data } = (await send("GET", `/v1/redactions/${done.id}/items`)).body as unknown as {
    data: { kind: string; object_id: string; memory_version_id: string | null; sha256_after: string | null }[];
  };
  expect(data.map((item) => item.kind)).toEqual(["memory", "memory_version"]);
  expect(data[0]).toMatchObject({ object_id: memory.id, sha256_after: sha256("x") });
  const listed = await send("GET", "/v1/redactions?limit=1");
  expect(listed.body).toMatchObject({ data: [{ id: done.id }] });
  expect(tablesHolding(await dumpDatabase(db), text)).toEqual([]);
});

test("a version that holds the text no more than another keeps the shared content", async () => {
  const store = await aStore("Shared");
  const shared = "shared text\n";
  const one = await memories().create(store.id, { path: "/one.md", content: shared });
  const two = await memories().create(store.id, { path: "/two.md", content: shared });
  await memories().update(one.id, { memory_store_id: store.id, content: "changed" });
  const redacted = await api.client.beta.memoryStores.memoryVersions.redact(one.memory_version_id, {
    memory_store_id: store.id,
  });
  expect(redacted).toMatchObject({
    content: null,
    path: null,
    content_sha256: null,
    content_size_bytes: null,
    operation: "created",
    redacted_at: expect.any(String),
    redacted_by: { type: "api_actor" },
  });
  expect((await memories().retrieve(two.id, { memory_store_id: store.id })).content).toBe(shared);
  const again = await api.client.beta.memoryStores.memoryVersions.redact(one.memory_version_id, {
    memory_store_id: store.id,
  });
  expect(again).toEqual(redacted);
});

test("one version is redacted after the contract: no head, deleted ones and archived stores too, bytes and hashes gone", async () => {
  const db = await testDatabase();
  const store = await aStore("Single");
  const text = "hunter2-single";
  const memory = await memories().create(store.id, { path: "/a.md", content: text });
  const redactOf = (id: string) => send("POST", `/v1/memory_stores/${store.id}/memory_versions/${id}/redact`);
  expect(await redactOf(memory.memory_version_id)).toMatchObject({
    status: 400,
    body: { error: { type: "invalid_request_error" } },
  });
  await memories().update(memory.id, { memory_store_id: store.id, content: "clean" });
  await memories().delete(memory.id, { memory_store_id: store.id });
  await api.client.beta.memoryStores.archive(store.id);
  const versions = await api.client.beta.memoryStores.memoryVersions.list(store.id);
  for (const version of versions.data ?? []) expect((await redactOf(version.id)).status).toBe(200);
  const dump = await dumpDatabase(db);
  expect(tablesHolding(dump, text)).toEqual([]);
  const everything = [...dump.values()].flat(2).join("\n");
  expect(everything).not.toContain(sha256(text));
  const changes = await db.query<{ operation: string; count: number }>(
    "select operation, count(*)::int as count from memory_changes where store_id = $1 group by 1 order by 1",
    [store.id],
  );
  expect(changes).toEqual([
    { operation: "created", count: 1 },
    { operation: "deleted", count: 1 },
    { operation: "modified", count: 1 },
    { operation: "redacted", count: 3 },
  ]);
  expect((await redactOf("memver_none")).status).toBe(404);
});

test("versions are followed by their content, in other stores too; the empty text is not", async () => {
  const store = await aStore("Versions");
  const copies = await aStore("Copies");
  const content = "whole content to forget\n";
  const memory = await memories().create(store.id, { path: "/a.md", content });
  const copy = await memories().create(copies.id, { path: "/b.md", content });
  const part = await memories().create(copies.id, { path: "/part.md", content: `${content}and more` });
  const empty = await memories().create(store.id, { path: "/empty.md", content: "" });
  const emptyToo = await memories().create(copies.id, { path: "/empty.md", content: "" });
  const find = { type: "memory_version_ids", ids: [memory.memory_version_id, empty.memory_version_id] };
  expect(await send("POST", "/v1/redactions", { find })).toMatchObject({
    status: 400,
    body: { error: { live_head_count: 3 } },
  });
  const done = await redact({ find, replacement: "forgotten\n", rewrite_heads: true });
  expect(done).toMatchObject({ status: "completed", counts: { memory: 3, memory_version: 3 } });
  const contentOf = async (storeId: string, id: string) =>
    (await memories().retrieve(id, { memory_store_id: storeId })).content;
  expect(await contentOf(copies.id, copy.id)).toBe("forgotten\n");
  expect(await contentOf(store.id, empty.id)).toBe("forgotten\n");
  expect(await contentOf(copies.id, part.id)).toBe(`${content}and more`);
  expect(await contentOf(copies.id, emptyToo.id)).toBe("");
  const missing = { find: { type: "memory_version_ids", ids: ["memver_none"] } };
  expect((await send("POST", "/v1/redactions", missing)).status).toBe(404);
});

test("redacting and updating one memory at once never takes a head's text", async () => {
  const store = await aStore("Race");
  for (let round = 0; round < 10; round++) {
    const memory = await memories().create(store.id, { path: `/race-${round}.md`, content: `before ${round}` });
    const redaction = send("POST", `/v1/memory_stores/${store.id}/memory_versions/${memory.memory_version_id}/redact`);
    const update = memories().update(memory.id, { memory_store_id: store.id, content: `after ${round}` });
    const [answer] = await Promise.all([redaction, update]);
    expect([200, 400]).toContain(answer.status);
    expect((await memories().retrieve(memory.id, { memory_store_id: store.id })).content).toBe(`after ${round}`);
  }
});

test("two redactions of one text at once both end, and the text is gone once", async () => {
  const db = await testDatabase();
  const store = await aStore("Two at once");
  const text = "the same text twice at once";
  const ids: string[] = [];
  for (const path of ["/a.md", "/b.md", "/c.md"])
    ids.push((await memories().create(store.id, { path, content: `${path} ${text}` })).id);
  const body = { find: { type: "literal", text }, replacement: "-", rewrite_heads: true };
  const updates = ids.map((id) => memories().update(id, { memory_store_id: store.id, content: `${id} again ${text}` }));
  const [one, two] = await Promise.all([redact(body), redact(body), ...updates]);
  expect([one, two].map((done) => done.status)).toEqual(["completed", "completed"]);
  const last = await redact(body);
  expect(last).toMatchObject({ status: "completed" });
  expect(tablesHolding(await dumpDatabase(db), text)).toEqual([]);
  const list = await memories().list(store.id as StoreId, { view: "full" });
  expect(list.data).toHaveLength(3);
});

test.each([
  ["a short text", { find: { type: "literal", text: "short" } }],
  ["a word of the API", { find: { type: "literal", text: "content" } }],
  ["an id", { find: { type: "literal", text: newId("sesn") } }],
  [
    "a replacement that holds the text",
    { find: { type: "literal", text: "secret text" }, replacement: "no secret text" },
  ],
  ["rewrite_heads without a replacement", { find: { type: "literal", text: "secret text" }, rewrite_heads: true }],
  ["another kind of find", { find: { type: "regex", text: "secret text" } }],
])("%s is refused", async (_name, body) => {
  expect(await send("POST", "/v1/redactions", body)).toMatchObject({
    status: 400,
    body: { error: { type: "invalid_request_error" } },
  });
});

import { describe, expect, test } from "vitest";
import { collect, FINE, INVALID, MISSING, outcome, refusal, WIRE_TIME } from "./asking";
import { conformanceServer, SDKS } from "./server";

const server = await conformanceServer();

describe.each(SDKS)("4.4 redaction, %s", (sdk) => {
  const stores = () => server.sdk(sdk).beta.memoryStores;

  /** A memory of two versions, with a secret in the first. */
  async function setUp() {
    const storeId = await server.aStore();
    const in_store = { memory_store_id: storeId };
    const first = await server.aMemory(storeId, "/secret-path", "the secret");
    const second = await stores().memories.update(first.id, { ...in_store, content: "harmless", path: "/a" });
    const retrieve = (id: string) => stores().memoryVersions.retrieve(id, in_store);
    const redact = (id: string) => stores().memoryVersions.redact(id, in_store);
    return { storeId, in_store, first, second, retrieve, redact };
  }

  test("4.4 rule 1: content, path, hash and size are cleared, the rest stays, and who did it when is written", async () => {
    const { first, retrieve, redact } = await setUp();
    const before = await retrieve(first.memory_version_id);
    const redacted = await redact(first.memory_version_id);
    expect({ ...redacted }).toEqual({
      ...before,
      path: null,
      content: null,
      content_sha256: null,
      content_size_bytes: null,
      redacted_at: expect.stringMatching(WIRE_TIME),
      redacted_by: before.created_by,
    });
    expect((redacted.redacted_at ?? "") >= redacted.created_at).toBe(true);
  });

  test("4.4 rule 1: nothing that can be read holds the text any more", async () => {
    const { storeId, first, redact } = await setUp();
    await redact(first.memory_version_id);
    for (const list of ["memories", "memory_versions"]) {
      const { body } = await server.ask("GET", `/v1/memory_stores/${storeId}/${list}?view=full`);
      expect(JSON.stringify(body)).not.toContain("secret");
      expect(JSON.stringify(body)).not.toContain(first.content_sha256);
    }
  });

  test("4.4 rule 2: the head of a live memory cannot be redacted, before or after another version", async () => {
    const { first, second, in_store, retrieve, redact } = await setUp();
    expect(await refusal(redact(second.memory_version_id))).toEqual(INVALID);
    expect((await retrieve(second.memory_version_id)).redacted_at).toBeNull();
    await stores().memories.update(first.id, { ...in_store, content: "newer" });
    expect((await redact(second.memory_version_id)).redacted_at).toMatch(WIRE_TIME);
  });

  test("4.4 rule 2: the only version of a live memory cannot be redacted", async () => {
    const storeId = await server.aStore();
    const memory = await server.aMemory(storeId, "/a");
    const redact = stores().memoryVersions.redact(memory.memory_version_id, { memory_store_id: storeId });
    expect(await refusal(redact)).toEqual(INVALID);
  });

  test("4.4 rule 3: once the memory is deleted, all its versions can go, the deleted one too", async () => {
    const { storeId, first, in_store, redact } = await setUp();
    await stores().memories.delete(first.id, in_store);
    for (const version of await collect(stores().memoryVersions.list(storeId))) {
      const { operation, created_at } = version;
      const gone = { path: null, content: null, content_sha256: null, content_size_bytes: null };
      expect(await redact(version.id)).toMatchObject({ operation, created_at, memory_id: first.id, ...gone });
    }
    const { body } = await server.ask("GET", `/v1/memory_stores/${storeId}/memory_versions?view=full`);
    expect(JSON.stringify(body)).not.toMatch(/secret|harmless/);
    expect(body.data).toHaveLength(3);
  });

  test("4.4 rule 3: it works on archived stores", async () => {
    const { storeId, first, second, redact } = await setUp();
    await stores().archive(storeId);
    expect((await redact(first.memory_version_id)).path).toBeNull();
    expect(await refusal(redact(second.memory_version_id))).toEqual(INVALID);
  });

  test("4.4 rule 4: redacting twice is 200 and changes nothing", async () => {
    const { first, redact } = await setUp();
    const once = await redact(first.memory_version_id);
    expect({ ...(await redact(first.memory_version_id)) }).toEqual({ ...once });
  });

  test("4.4 rule 5: a redacted version is retrieved and listed like any other", async () => {
    const { storeId, first, second, retrieve, redact } = await setUp();
    const redacted = await redact(first.memory_version_id);
    expect({ ...(await retrieve(first.memory_version_id)) }).toEqual({ ...redacted });
    const listed = await collect(stores().memoryVersions.list(storeId, { view: "full", memory_id: first.id }));
    expect(listed.map(({ id }) => id)).toEqual([second.memory_version_id, first.memory_version_id]);
    expect({ ...listed[1] }).toEqual({ ...redacted });
  });

  test("4.4 rule 6: it reaches only this version; equal text elsewhere stays", async () => {
    const { storeId, first, in_store, retrieve, redact } = await setUp();
    const twin = await server.aMemory(storeId, "/twin", "the secret");
    const elsewhere = await server.aMemory(await server.aStore(), "/twin", "the secret");
    await redact(first.memory_version_id);
    expect((await stores().memories.retrieve(twin.id, in_store)).content).toBe("the secret");
    expect((await retrieve(twin.memory_version_id)).content).toBe("the secret");
    expect(elsewhere.content).toBe("the secret");
    const again = await stores().memories.update(first.id, { ...in_store, content: "the secret", view: "full" });
    expect(again).toMatchObject({ content: "the secret", content_sha256: first.content_sha256 });
  });

  test("4.4: the live memory does not notice", async () => {
    const { first, second, in_store, redact } = await setUp();
    await redact(first.memory_version_id);
    const live = await stores().memories.retrieve(first.id, { ...in_store, view: "basic" });
    expect({ ...live }).toEqual({ ...second });
  });

  test("4.6: redacting what is unknown or in another store is 404", async () => {
    const { first, redact } = await setUp();
    const elsewhere = { memory_store_id: await server.aStore() };
    expect(await refusal(redact("memver_none"))).toEqual(MISSING);
    expect(await refusal(stores().memoryVersions.redact(first.memory_version_id, elsewhere))).toEqual(MISSING);
    const nowhere = { memory_store_id: "memstore_none" };
    expect(await refusal(stores().memoryVersions.redact(first.memory_version_id, nowhere))).toEqual(MISSING);
  });
});

test("4.3: redact takes no body; one that is sent is ignored", async () => {
  const storeId = await server.aStore();
  const { id, memory_version_id } = await server.aMemory(storeId, "/a");
  await server.ask("DELETE", `/v1/memory_stores/${storeId}/memories/${id}`);
  const address = `/v1/memory_stores/${storeId}/memory_versions/${memory_version_id}/redact`;
  expect(outcome(await server.ask("POST", `${address}?beta=true`))).toEqual(FINE);
  expect(outcome(await server.ask("POST", address, { body: { reason: "x" } }))).toEqual(FINE);
  expect((await server.ask("GET", address)).status).toBe(405);
});

import { describe, expect, test } from "vitest";
import { collect, FINE, INVALID, MISSING, outcome, refusal, WIRE_TIME } from "./asking";
import { conformanceServer, SDKS } from "./server";

const server = await conformanceServer();
const STORES = "/v1/memory_stores";

const create = (body: object) => server.ask("POST", STORES, { body });
const update = (id: string, body: object) => server.ask("POST", `${STORES}/${id}`, { body });

describe.each(SDKS)("section 2, %s", (sdk) => {
  const stores = () => server.sdk(sdk).beta.memoryStores;

  test("2.1: a store has exactly the eight keys, with their defaults", async () => {
    const store = await stores().create({ name: "Billing desk" });
    expect({ ...store }).toEqual({
      id: expect.stringMatching(/^memstore_/),
      type: "memory_store",
      name: "Billing desk",
      description: "",
      metadata: {},
      created_at: expect.stringMatching(WIRE_TIME),
      updated_at: store.created_at,
      archived_at: null,
    });
    expect({ ...(await stores().retrieve(store.id)) }).toEqual({ ...store });
  });

  test("2.1: updated_at moves with name, description, metadata and archiving, not with memories", async () => {
    const { id, updated_at, created_at } = await stores().create({ name: "a" });
    const memory = await stores().memories.create(id, { path: "/a", content: "" });
    await stores().memories.update(memory.id, { memory_store_id: id, content: "x", path: "/b" });
    await stores().memories.delete(memory.id, { memory_store_id: id });
    const times = [(await stores().retrieve(id)).updated_at];
    expect(times).toEqual([updated_at]);
    for (const change of [{ name: "b" }, { description: "b" }, { metadata: { k: "v" } }]) {
      const changed = await stores().update(id, change);
      expect(changed).toMatchObject({ ...change, created_at });
      times.push(changed.updated_at);
    }
    times.push((await stores().archive(id)).updated_at);
    expect([...new Set(times)].sort()).toEqual(times);
  });

  test("2.2: create, retrieve, update, list, archive and delete", async () => {
    const store = await stores().create({ name: "a", description: "d", metadata: { team: "support" } });
    expect(store).toMatchObject({ description: "d", metadata: { team: "support" } });
    expect(await stores().update(store.id, { name: "b" })).toMatchObject({ name: "b", description: "d" });
    expect(await stores().update(store.id, { description: "" })).toMatchObject({ name: "b", description: "" });
    expect(await stores().archive(store.id)).toMatchObject({ archived_at: expect.stringMatching(WIRE_TIME) });
    expect({ ...(await stores().delete(store.id)) }).toEqual({ id: store.id, type: "memory_store_deleted" });
    expect(await refusal(stores().retrieve(store.id))).toEqual(MISSING);
  });

  test("2.2: the list is newest first, without the archived ones unless asked for, between two times", async () => {
    const [one, two, three] = [
      await stores().create({ name: "1" }),
      await stores().create({ name: "2" }),
      await stores().create({ name: "3" }),
    ];
    await stores().archive(two.id);
    const own = new Set([one.id, two.id, three.id]);
    const listed = async (query: Parameters<ReturnType<typeof stores>["list"]>[0]) =>
      (await collect(stores().list({ limit: 100, ...query }))).map(({ id }) => id).filter((id) => own.has(id));
    expect(await listed({})).toEqual([three.id, one.id]);
    expect(await listed({ include_archived: false })).toEqual([three.id, one.id]);
    expect(await listed({ include_archived: true })).toEqual([three.id, two.id, one.id]);
    const from = { "created_at[gte]": one.created_at, "created_at[lte]": two.created_at };
    expect(await listed({ include_archived: true, ...from })).not.toContain(
      three.created_at > two.created_at ? three.id : "",
    );
    expect(await listed({ "created_at[gte]": three.created_at })).toContain(three.id);
    expect(await listed({ "created_at[lte]": one.created_at })).toContain(one.id);
    expect(await listed({ "created_at[lte]": "2020-01-01T00:00:00Z" })).toEqual([]);
  });

  test("2.3 rule 1: names repeat, and whitespace is kept as sent", async () => {
    const [first, second] = [await stores().create({ name: "  a  b " }), await stores().create({ name: "  a  b " })];
    expect([first.name, second.name]).toEqual(["  a  b ", "  a  b "]);
    expect(first.id).not.toBe(second.id);
  });

  test("2.3 rule 2: an update where nothing differs is 200 and leaves updated_at alone", async () => {
    const store = await stores().create({ name: "a", description: "d", metadata: { k: "v" } });
    for (const same of [{}, { name: "a" }, { description: "d" }, { metadata: { k: "v", gone: null } }]) {
      expect({ ...(await stores().update(store.id, same)) }).toEqual({ ...store });
    }
  });

  test("2.3 rule 3: an archived store refuses writes", async () => {
    const { id } = await stores().create({ name: "a" });
    const memory = await stores().memories.create(id, { path: "/a", content: "one" });
    await stores().archive(id);
    const in_store = { memory_store_id: id };
    expect(await refusal(stores().update(id, { name: "b" }))).toEqual(INVALID);
    expect(await refusal(stores().memories.create(id, { path: "/b", content: "" }))).toEqual(INVALID);
    expect(await refusal(stores().memories.update(memory.id, { ...in_store, content: "two" }))).toEqual(INVALID);
    expect(await refusal(stores().memories.update(memory.id, { ...in_store, path: "/b" }))).toEqual(INVALID);
    expect(await stores().memories.retrieve(memory.id, in_store)).toMatchObject({ content: "one", path: "/a" });
  });

  test("2.3 rule 3: an archived store can be read, emptied, redacted and deleted", async () => {
    const { id } = await stores().create({ name: "a" });
    const memory = await stores().memories.create(id, { path: "/a", content: "one" });
    const in_store = { memory_store_id: id };
    await stores().archive(id);
    expect((await stores().memories.list(id)).data).toHaveLength(1);
    expect(await stores().memories.delete(memory.id, in_store)).toMatchObject({ type: "memory_deleted" });
    const redacted = await stores().memoryVersions.redact(memory.memory_version_id, in_store);
    expect(redacted.redacted_at).toMatch(WIRE_TIME);
    expect((await stores().memoryVersions.list(id)).data).toHaveLength(2);
    expect(await stores().delete(id)).toMatchObject({ id });
  });

  test("2.3 rule 3: archiving twice is 200 and keeps the first archived_at", async () => {
    const { id } = await stores().create({ name: "a" });
    const first = await stores().archive(id);
    expect({ ...(await stores().archive(id)) }).toEqual({ ...first });
  });

  test("2.3 rule 3: an archived store joins no session and no dream; who has it keeps it", async () => {
    const { beta } = server.sdk(sdk);
    const { id } = await stores().create({ name: "a" });
    const agent = await beta.agents.create({ name: "a", model: "any" });
    const environment = await beta.environments.create({ name: "e" });
    const resources = [{ type: "memory_store" as const, memory_store_id: id }];
    const open = () => beta.sessions.create({ agent: agent.id, environment_id: environment.id, resources });
    const session = await open();
    await stores().archive(id);
    expect(await refusal(open())).toEqual(INVALID);
    const inputs = [
      { type: "memory_store" as const, memory_store_id: id },
      { type: "sessions" as const, session_ids: [session.id] },
    ];
    expect(await refusal(beta.dreams.create({ model: "reverie-local", inputs }))).toEqual(INVALID);
    expect((await beta.sessions.retrieve(session.id)).resources).toMatchObject([{ memory_store_id: id }]);
  });

  test("2.3 rule 4: deleting removes store, memories and versions, also when archived or attached; twice is 404", async () => {
    const { beta } = server.sdk(sdk);
    const { id } = await stores().create({ name: "a" });
    const memory = await stores().memories.create(id, { path: "/a", content: "one" });
    const agent = await beta.agents.create({ name: "a", model: "any" });
    const environment = await beta.environments.create({ name: "e" });
    const resources = [{ type: "memory_store" as const, memory_store_id: id }];
    const session = await beta.sessions.create({ agent: agent.id, environment_id: environment.id, resources });
    await stores().archive(id);
    await stores().delete(id);
    const in_store = { memory_store_id: id };
    const version = memory.memory_version_id;
    expect(await refusal(stores().delete(id))).toEqual(MISSING);
    expect(await refusal(stores().retrieve(id))).toEqual(MISSING);
    expect(await refusal(stores().archive(id))).toEqual(MISSING);
    expect(await refusal(stores().update(id, { name: "b" }))).toEqual(MISSING);
    expect(await refusal(stores().memories.retrieve(memory.id, in_store))).toEqual(MISSING);
    expect(await refusal(Promise.resolve(stores().memories.list(id)))).toEqual(MISSING);
    expect(await refusal(stores().memories.create(id, { path: "/b", content: "" }))).toEqual(MISSING);
    expect(await refusal(stores().memoryVersions.retrieve(version, in_store))).toEqual(MISSING);
    expect(await refusal(Promise.resolve(stores().memoryVersions.list(id)))).toEqual(MISSING);
    expect((await beta.sessions.retrieve(session.id)).resources).toMatchObject([{ memory_store_id: id }]);
  });
});

const long = (length: number) => "😀".repeat(length);

test.each([
  ["no name", {}],
  ["name null", { name: null }],
  ["an empty name", { name: "" }],
  ["a name of 256 characters", { name: long(256) }],
  ["a name with a line break", { name: "a\nb" }],
  ["a name with DEL", { name: "a\u007f" }],
  ["a name with a C1 control", { name: "a\u0085" }],
  ["a name that is a number", { name: 1 }],
  ["a description of 1,025 characters", { name: "a", description: long(1_025) }],
  ["metadata that is a list", { name: "a", metadata: [] }],
  ["metadata with a number", { name: "a", metadata: { k: 1 } }],
  ["metadata with null", { name: "a", metadata: { k: null } }],
  ["17 pairs", { name: "a", metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, ""])) }],
  ["an empty key", { name: "a", metadata: { "": "v" } }],
  ["a key of 65 characters", { name: "a", metadata: { [long(65)]: "v" } }],
  ["a value of 513 characters", { name: "a", metadata: { k: long(513) } }],
])("2.5: a create with %s is 400", async (_name, body) => expect(outcome(await create(body))).toEqual(INVALID));

test("2.1: names, descriptions and metadata may be as long as the limits, counted in code points", async () => {
  const metadata = Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`${long(62)}${i + 10}`, long(512)]));
  const body = { name: long(255), description: long(1_024), metadata };
  const answer = await create(body);
  expect(outcome(answer)).toEqual(FINE);
  expect(JSON.stringify(answer.body)).toContain(JSON.stringify(body).slice(1, -1).slice(0, 2_000));
  expect(answer.body.metadata).toEqual(metadata);
});

test("1.9 metadata: an update is a patch; null removes, what is not named stays", async () => {
  const { body: store } = await create({ name: "a", metadata: { a: "1", b: "2" } });
  const patched = await update(store.id, { metadata: { b: null, c: "3", d: null } });
  expect(patched.body.metadata).toEqual({ a: "1", c: "3" });
  expect((await update(store.id, { metadata: null })).body.metadata).toEqual({ a: "1", c: "3" });
  expect((await update(store.id, { metadata: {} })).body.metadata).toEqual({ a: "1", c: "3" });
  expect((await update(store.id, { metadata: { a: "" } })).body.metadata).toEqual({ a: "", c: "3" });
});

test("1.9 metadata: the limits apply to the result of the patch", async () => {
  const metadata = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`k${index}`, ""]));
  const { body: store } = await create({ name: "a", metadata });
  expect(outcome(await update(store.id, { metadata: { more: "x" } }))).toEqual(INVALID);
  expect(outcome(await update(store.id, { metadata: { more: "x", k0: null } }))).toEqual(FINE);
  expect(outcome(await update(store.id, { metadata: { k1: "x".repeat(513) } }))).toEqual(INVALID);
});

test("1.9 metadata: keys that mean something to JavaScript are data, and one that it cannot keep is refused", async () => {
  const { text } = await rawCreate('{"name":"a","metadata":{"constructor":"c","toString":"t"}}');
  expect(text).toContain('"constructor":"c"');
  const refused = await rawCreate('{"name":"a","metadata":{"__proto__":"p"}}');
  expect(refused.text).toContain("metadata.__proto__");
  expect(refused.text).toContain("invalid_request_error");
});

async function rawCreate(body: string): Promise<{ text: string }> {
  const headers = { "x-api-key": server.target.apiKey };
  return { text: await (await fetch(`${server.target.url}${STORES}`, { method: "POST", headers, body })).text() };
}

test("1.9: on updates, null means leave as it is", async () => {
  const { body: store } = await create({ name: "a", description: "d", metadata: { k: "v" } });
  expect((await update(store.id, { name: null, description: null, metadata: null })).body).toEqual(store);
});

test("2.5: bad updates are 400, an unknown store 404", async () => {
  const id = await server.aStore();
  for (const body of [{ name: "" }, { name: "a\u0000" }, { description: long(1_025) }, { metadata: { k: 1 } }]) {
    expect(outcome(await update(id, body))).toEqual(INVALID);
  }
  expect(outcome(await update("memstore_none", { name: "a" }))).toEqual(MISSING);
  expect(outcome(await server.ask("POST", `${STORES}/memstore_none/archive`))).toEqual(MISSING);
  expect(outcome(await server.ask("DELETE", `${STORES}/memstore_none`))).toEqual(MISSING);
});

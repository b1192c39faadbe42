import Anthropic from "@anthropic-ai/sdk";
import { beforeAll, describe, expect, test } from "vitest";
import { expectEnvelope, type Failure, FINE, failureOf, MISSING, outcome } from "./asking";
import { type Answer, conformanceServer, type Memory, SDKS, type SdkName } from "./server";

const server = await conformanceServer();
const STORES = "/v1/memory_stores";
const STALE = { type: "content_sha256" as const, content_sha256: "0".repeat(64) };

let storeId = "";
let memory: Memory;

beforeAll(async () => {
  storeId = await server.aStore();
  memory = await server.aMemory(storeId, "/notes");
});

const workspaceId = async () => (await server.ask("GET", STORES)).headers.get("anthropic-workspace-id") ?? "";

/** An answer of every status that these endpoints give, by what leads to it. */
const answers: [string, () => Promise<Answer>][] = [
  ["200", () => server.ask("GET", `${STORES}/${storeId}`)],
  ["200 of a create", () => server.ask("POST", STORES, { body: { name: "Answers" } })],
  ["400", () => server.ask("POST", STORES, { body: {} })],
  ["400 of a broken body", () => server.ask("POST", STORES, { body: "{" })],
  ["401", () => server.ask("GET", STORES, { key: null })],
  ["403", () => server.ask("POST", STORES, { key: server.target.readOnlyKey, body: { name: "x" } })],
  ["404", () => server.ask("GET", `${STORES}/memstore_none`)],
  ["404 of an unknown path", () => server.ask("GET", "/v1/nothing")],
  ["405", () => server.ask("PUT", STORES)],
  ["409", () => server.ask("POST", `${STORES}/${storeId}/memories`, { body: { path: "/notes", content: "" } })],
  ["413", () => server.ask("POST", STORES, { body: `{"name":"${"x".repeat(33 * 1024 * 1024)}"}` })],
];

describe("1.5 workspaces and headers", () => {
  test("1.5: the credential's own workspace may be named; another is 403", async () => {
    const own = await workspaceId();
    const named = (id: string) => server.ask("GET", STORES, { headers: { "anthropic-workspace-id": id } });
    expect(outcome(await named(own))).toEqual(FINE);
    expectEnvelope(await named("wrkspc_01other"), 403, "permission_error");
  });

  test("1.5: another workspace's objects look non-existent", async () => {
    const key = server.target.strangerKey;
    const store = `${STORES}/${storeId}`;
    const version = `${store}/memory_versions/${memory.memory_version_id}`;
    const one = `${store}/memories/${memory.id}`;
    for (const path of [store, `${store}/memories`, one, `${store}/memory_versions`, version]) {
      expect([path, outcome(await server.ask("GET", path, { key }))]).toEqual([path, MISSING]);
    }
    const write = (path: string, body: object) => server.ask("POST", path, { key, body });
    expect(outcome(await write(store, { name: "Mine" }))).toEqual(MISSING);
    expect(outcome(await write(`${store}/archive`, {}))).toEqual(MISSING);
    expect(outcome(await write(`${store}/memories`, { path: "/x", content: "" }))).toEqual(MISSING);
    expect(outcome(await write(one, { content: "mine" }))).toEqual(MISSING);
    expect(outcome(await write(`${version}/redact`, {}))).toEqual(MISSING);
    expect(outcome(await server.ask("DELETE", one, { key }))).toEqual(MISSING);
    expect(outcome(await server.ask("DELETE", store, { key }))).toEqual(MISSING);
    const { body } = await server.ask("GET", `${STORES}?include_archived=true&limit=100`, { key });
    expect(body.data.map(({ id }) => id)).not.toContain(storeId);
  });

  test.each(answers)("1.5: %s carries request-id, organisation and workspace", async (_name, ask) => {
    const { headers } = await ask();
    expect(headers.get("request-id")).toMatch(/^req_01[1-9A-HJ-NP-Za-km-z]{22}$/);
    expect(headers.get("anthropic-organization-id")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(headers.get("anthropic-workspace-id")).toMatch(/^wrkspc_/);
  });

  test.each(answers)("1.5: %s is application/json", async (_name, ask) => {
    expect((await ask()).headers.get("content-type")).toMatch(/^application\/json\b/);
  });

  test("1.5: request ids differ", async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => (await server.ask("GET", STORES)).headers.get("request-id")),
    );
    expect(new Set(ids).size).toBe(20);
  });

  test.each(SDKS)("1.5: the %s shows the request id", async (name) => {
    const store = await server.sdk(name).beta.memoryStores.retrieve(storeId);
    expect(store).toMatchObject({ _request_id: expect.stringMatching(/^req_/) });
  });

  test("1.5: the sdk 1.11 shows the workspace, on errors too", async () => {
    const { memoryStores } = server.sdk("sdk 1.11").beta;
    const own = await workspaceId();
    expect(await memoryStores.retrieve(storeId)).toMatchObject({ _workspace_id: own });
    expect(await failureOf(memoryStores.retrieve("memstore_none"))).toMatchObject({ workspaceID: own });
  });
});

describe("1.6 errors", () => {
  const errors: [string, number, string][] = [
    ["400", 400, "invalid_request_error"],
    ["400 of a broken body", 400, "invalid_request_error"],
    ["401", 401, "authentication_error"],
    ["403", 403, "permission_error"],
    ["404", 404, "not_found_error"],
    ["404 of an unknown path", 404, "not_found_error"],
    ["405", 405, "invalid_request_error"],
    ["409", 409, "memory_path_conflict_error"],
    ["413", 413, "request_too_large"],
  ];

  test.each(errors)("1.6: %s is in the envelope, its request id that of the header", async (name, status, type) => {
    const ask = answers.find(([known]) => known === name)?.[1];
    if (ask === undefined) throw new Error(`no request for ${name}`);
    expectEnvelope(await ask(), status, type);
  });

  test("1.6: the SDK's error classes follow the status", async () => {
    const { memoryStores } = server.sdk("sdk 1.11").beta;
    expect(await failureOf(memoryStores.create({ name: "" }))).toBeInstanceOf(Anthropic.BadRequestError);
    expect(await failureOf(memoryStores.retrieve("memstore_none"))).toBeInstanceOf(Anthropic.NotFoundError);
    const taken = memoryStores.memories.create(storeId, { path: "/notes", content: "" });
    expect(await failureOf(taken)).toBeInstanceOf(Anthropic.ConflictError);
    const foreign = new Anthropic({ baseURL: server.target.url, apiKey: "nobody" }).beta.memoryStores.list();
    expect(await failureOf(foreign)).toBeInstanceOf(Anthropic.AuthenticationError);
    const reader = new Anthropic({ baseURL: server.target.url, apiKey: server.target.readOnlyKey });
    const forbidden = reader.beta.memoryStores.create({ name: "x" });
    expect(await failureOf(forbidden)).toBeInstanceOf(Anthropic.PermissionDeniedError);
  });
});

describe.each(SDKS)("1.7 retries, %s", (name: SdkName) => {
  const counted = async (call: (client: Anthropic) => Promise<unknown>): Promise<[Failure, number]> => {
    let requests = 0;
    const client = server.sdk(name, () => {
      requests += 1;
    });
    return [await failureOf(call(client)), requests];
  };

  const conflicts: [string, (client: Anthropic) => Promise<unknown>][] = [
    ["a taken path", ({ beta }) => beta.memoryStores.memories.create(storeId, { path: "/notes", content: "" })],
    ["an ancestor", ({ beta }) => beta.memoryStores.memories.create(storeId, { path: "/notes/a", content: "" })],
    [
      "a stale hash on update",
      ({ beta }) =>
        beta.memoryStores.memories.update(memory.id, { memory_store_id: storeId, content: "x", precondition: STALE }),
    ],
    [
      "a stale hash on delete",
      ({ beta }) =>
        beta.memoryStores.memories.delete(memory.id, {
          memory_store_id: storeId,
          expected_content_sha256: STALE.content_sha256,
        }),
    ],
  ];

  test.each(conflicts)("1.7: the 409 of %s says not to retry, and one request is made", async (_name, call) => {
    const [failure, requests] = await counted(call);
    expect([failure.status, failure.headers.get("x-should-retry"), requests]).toEqual([409, "false", 1]);
  });

  test("1.7: neither 400 nor 404 is retried", async () => {
    for (const call of [
      ({ beta }: Anthropic) => beta.memoryStores.create({ name: "" }),
      ({ beta }: Anthropic) => beta.memoryStores.retrieve("memstore_none"),
    ]) {
      expect((await counted(call))[1]).toBe(1);
    }
  });
});

test("1.7: the 409 of an agent's version says not to retry either", async () => {
  const agent = await server.sdk("sdk 1.11").beta.agents.create({ name: "a", model: "any" });
  const stale = await server.ask("POST", `/v1/agents/${agent.id}`, { body: { version: 99, name: "b" } });
  expectEnvelope(stale, 409, "conflict_error");
  expect(stale.headers.get("x-should-retry")).toBe("false");
});

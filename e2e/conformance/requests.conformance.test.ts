import { beforeAll, describe, expect, test } from "vitest";
import { expectEnvelope, INVALID, outcome } from "./asking";
import { conformanceServer, SDKS } from "./server";

const server = await conformanceServer();
const STORES = "/v1/memory_stores";

/** Every address of sections 2 to 4 that can be read, and the ids it is made of. */
let storeId = "";
let reads: string[] = [];

beforeAll(async () => {
  storeId = await server.aStore();
  const memory = await server.aMemory(storeId, "/a.md");
  const store = `${STORES}/${storeId}`;
  reads = [
    STORES,
    store,
    `${store}/memories`,
    `${store}/memories/${memory.id}`,
    `${store}/memory_versions`,
    `${store}/memory_versions/${memory.memory_version_id}`,
  ];
});

const named = (name = "Conventions") => ({ name });
const createStore = (question: Parameters<typeof server.ask>[2]) => server.ask("POST", STORES, question);

describe("1.1 addresses", () => {
  test("1.1: ?beta=true changes nothing, wherever it is sent", async () => {
    for (const path of reads) {
      const [plain, beta] = [await server.ask("GET", path), await server.ask("GET", `${path}?beta=true`)];
      expect([beta.status, path]).toEqual([200, path]);
      // Other tests make stores meanwhile.
      if (path !== STORES) expect(beta.body).toEqual(plain.body);
    }
    const body = { path: "/beta.md", content: "one" };
    const created = await server.ask("POST", `${STORES}/${storeId}/memories?beta=true`, { body });
    expect(created.status).toBe(200);
    const memory = `${STORES}/${storeId}/memories/${created.body.id}?beta=true`;
    expect((await server.ask("POST", memory, { body: { content: "two" } })).status).toBe(200);
    expect((await server.ask("DELETE", memory)).status).toBe(200);
  });

  test("1.1: path parameters are percent-decoded", async () => {
    const encoded = storeId.replace("_", "%5F");
    expect((await server.ask("GET", `${STORES}/${encoded}`)).body.id).toBe(storeId);
  });

  test.each(["PUT", "PATCH"])("1.1: updates are POST; %s is 405 in the envelope", async (method) => {
    for (const path of reads) {
      expectEnvelope(await server.ask(method, path, { body: named() }), 405, "invalid_request_error");
    }
  });

  test("1.1: DELETE of a list and GET of an action are 405", async () => {
    expectEnvelope(await server.ask("DELETE", STORES), 405, "invalid_request_error");
    expectEnvelope(await server.ask("GET", `${STORES}/${storeId}/archive`), 405, "invalid_request_error");
  });

  test.each(["/v1", "/v1/", "/v1/nothing", "/v1/memory_stores/", "/v1/memory_store", "/v1/memory_stores/%zz"])(
    "1.1: the unknown path %s is 404 in the envelope",
    async (path) => expectEnvelope(await server.ask("GET", path), 404, "not_found_error"),
  );
});

describe("1.2 requests", () => {
  test.each([
    ["authorization: Bearer", () => ({ authorization: `Bearer ${server.target.apiKey}` })],
    ["x-api-key", () => ({ "x-api-key": server.target.apiKey })],
  ])("1.2: %s authenticates", async (_name, headers) => {
    expect((await server.ask("GET", reads[1] ?? "", { key: null, headers: headers() })).status).toBe(200);
  });

  test.each(["2026-10-21", "2023-06-01", "tomorrow"])(
    "1.2: anthropic-version %s gives the same body",
    async (version) => {
      const path = reads[2] ?? "";
      const answer = await server.ask("GET", path, { headers: { "anthropic-version": version } });
      expect(answer.body).toEqual((await server.ask("GET", path)).body);
    },
  );

  test.each(["application/json", "application/json; charset=iso-8859-1", "text/plain", "application/octet-stream"])(
    "1.2: a body is read as UTF-8 JSON when its content type is %s",
    async (type) => {
      const answer = await createStore({ body: JSON.stringify(named("Käse")), headers: { "content-type": type } });
      expect(answer.body.name).toBe("Käse");
    },
  );

  test("1.2: actions without body and content type work", async () => {
    const id = await server.aStore();
    const answer = await server.ask("POST", `${STORES}/${id}/archive`);
    expect([answer.status, answer.body.id]).toEqual([200, id]);
    expect((await server.ask("DELETE", `${STORES}/${id}`)).status).toBe(200);
  });

  test("1.2: a repeated create runs again; there is no idempotency header", async () => {
    const headers = { "idempotency-key": "one" };
    const [first, second] = [
      await createStore({ body: named(), headers }),
      await createStore({ body: named(), headers }),
    ];
    expect(first.body.id).not.toBe(second.body.id);
  });

  test("1.2: unknown body fields and query parameters are ignored", async () => {
    const answer = await server.ask("POST", `${STORES}?colour=red&x[]=1`, { body: { ...named(), colour: "red" } });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty("colour");
  });

  test.each([
    ["not JSON", "{"],
    ["JSON with something behind", '{"name":"a"} x'],
    ["an array", "[]"],
    ["a text", '"name"'],
    ["a number", "1"],
    ["null", "null"],
    ["not UTF-8", new Uint8Array([...Buffer.from('{"name":"'), 0xff, ...Buffer.from('"}')])],
    ["overlong UTF-8", new Uint8Array([...Buffer.from('{"name":"'), 0xc0, 0xaf, ...Buffer.from('"}')])],
    ["UTF-8 of a surrogate", new Uint8Array([...Buffer.from('{"name":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}')])],
    ["holding a lone high surrogate", '{"name":"\\ud800"}'],
    ["holding a lone low surrogate", '{"name":"a\\uDC00b"}'],
    ["holding a lone surrogate in a key", '{"name":"a","metadata":{"\\ud800":"x"}}'],
    ["holding surrogates in the wrong order", '{"name":"\\udc00\\ud800"}'],
    ["holding NUL", '{"name":"a\\u0000"}'],
    ["nested without end", `{"name":"a","metadata":${"[".repeat(100_000)}`],
  ])("1.2: a body that is %s is 400", async (_name, body) => {
    expectEnvelope(await createStore({ body }), 400, "invalid_request_error");
  });

  test("1.2: a surrogate pair written as two escapes is one character", async () => {
    expect((await createStore({ body: '{"name":"\\ud83d\\ude00"}' })).body.name).toBe("😀");
  });

  test("1.2: a body over 32 MB is 413, announced or not", async () => {
    const size = 32 * 1024 * 1024 + 1;
    const announced = JSON.stringify({ name: "a", padding: "x".repeat(size) });
    expectEnvelope(await createStore({ body: announced }), 413, "request_too_large");
    const piece = new TextEncoder().encode("x".repeat(1024 * 1024));
    let left = 33;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => (left-- > 0 ? controller.enqueue(piece) : controller.close()),
    });
    const init = { method: "POST", headers: { "x-api-key": server.target.apiKey }, body: stream, duplex: "half" };
    const response = await fetch(`${server.target.url}${STORES}`, init as RequestInit);
    expect([response.status, await response.json()]).toMatchObject([413, { error: { type: "request_too_large" } }]);
  });

  test("1.2: a body of 32 MB is read", async () => {
    const frame = JSON.stringify({ name: "a", padding: "" }).length;
    const body = JSON.stringify({ name: "a", padding: "x".repeat(32_000_000 - frame) });
    expect((await createStore({ body })).status).toBe(200);
  });

  test("1.2: arrays come with brackets, encoded or not, numbered, or repeated", async () => {
    const client = server.sdk("sdk 1.11");
    const agent = await client.beta.agents.create({ name: "a", model: "any" });
    const environment = await client.beta.environments.create({ name: "e" });
    const session = await client.beta.sessions.create({ agent: agent.id, environment_id: environment.id });
    for (const [query, found] of [
      ["statuses%5B%5D=running&statuses%5B%5D=idle", 1],
      ["statuses[]=idle&statuses[]=running", 1],
      ["statuses[0]=running&statuses[1]=idle", 1],
      ["statuses=running&statuses=idle", 1],
      ["statuses=idle", 1],
      ["statuses%5B%5D=running&statuses%5B%5D=terminated", 0],
      ["statuses=running&statuses=terminated", 0],
    ] as const) {
      const { body } = await server.ask("GET", `/v1/sessions?agent_id=${agent.id}&${query}`);
      expect([query, body.data.filter(({ id }) => id === session.id).length]).toEqual([query, found]);
    }
    expect(outcome(await server.ask("GET", "/v1/sessions?statuses[]=sleeping"))).toEqual(INVALID);
  });

  test.each([
    `${STORES}?include_archived=yes`,
    `${STORES}?include_archived=1`,
    `${STORES}?include_archived=`,
    `${STORES}?include_archived=TRUE`,
    `${STORES}?limit=ten`,
    `${STORES}?limit=`,
    `${STORES}?limit=1.5`,
    `${STORES}?limit=5x`,
    `${STORES}?limit=0x10`,
    `${STORES}?limit=%205`,
    `${STORES}/:store/memories?view=wide`,
    `${STORES}/:store/memories?view=`,
    `${STORES}/:store/memories?depth=two`,
    `${STORES}/:store/memory_versions?operation=renamed`,
  ])("1.2: %s does not parse and is 400", async (path) => {
    expectEnvelope(await server.ask("GET", path.replace(":store", storeId)), 400, "invalid_request_error");
  });

  test.each(["?path_prefix=/%00/", "?path_prefix=/%FF/", "?page=%00"])(
    "1.2: the odd bytes in %s are refused or find nothing, never a 500",
    async (query) => {
      const answer = await server.ask("GET", `${STORES}/${storeId}/memories${query}`);
      expect([200, 400]).toContain(answer.status);
    },
  );
});

describe("1.3 authentication", () => {
  test("1.3: no credential and an unknown one are 401", async () => {
    for (const path of reads) {
      expectEnvelope(await server.ask("GET", path, { key: null }), 401, "authentication_error");
      expectEnvelope(await server.ask("GET", path, { key: "sk-ant-api-nobody" }), 401, "authentication_error");
    }
  });

  test("1.3: a known key without the right is 403", async () => {
    const key = server.target.readOnlyKey;
    expect((await server.ask("GET", reads[2] ?? "", { key })).status).toBe(200);
    expectEnvelope(await createStore({ key, body: named() }), 403, "permission_error");
    const memories = `${STORES}/${storeId}/memories`;
    const body = { path: "/forbidden", content: "" };
    expectEnvelope(await server.ask("POST", memories, { key, body }), 403, "permission_error");
  });
});

describe.each(SDKS)("1.4 anthropic-beta, %s", (name) => {
  test.each([[[]], [["managed-agents-2026-04-01"]], [["nobody-knows-2020-01-01"]]])(
    "1.4: lenient by default with the caller's betas %j",
    async (betas) => {
      const list = await server.sdk(name).beta.memoryStores.memories.list(storeId, { betas });
      expect(list.data).toMatchObject([{ path: "/a.md" }]);
    },
  );
});

test.each([undefined, "", "agent-memory-2026-07-22", "agent-memory-2026-07-22,managed-agents-2026-04-01", "unknown"])(
  "1.4: the header anthropic-beta: %s is accepted",
  async (beta) => {
    const headers = beta === undefined ? {} : { "anthropic-beta": beta };
    for (const path of reads) expect((await server.ask("GET", path, { headers })).status).toBe(200);
  },
);

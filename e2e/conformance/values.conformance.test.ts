import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { collect, expectEnvelope, INVALID, outcome, WIRE_TIME } from "./asking";
import { conformanceServer, SDKS } from "./server";

const server = await conformanceServer();
const STORES = "/v1/memory_stores";
const ITEMS = 25;

let storeId = "";
let lists: { name: string; path: string; ids: string[] }[] = [];

/** One store with 25 memories and versions; and 25 stores. */
beforeAll(async () => {
  storeId = await server.aStore();
  const stores = [storeId];
  const memories = [];
  for (let index = 0; index < ITEMS; index++) {
    memories.push(await server.aMemory(storeId, `/n${String(index).padStart(2, "0")}`, `text ${index}`));
    if (index > 0) stores.unshift(await server.aStore());
  }
  lists = [
    { name: "stores", path: STORES, ids: stores },
    { name: "memories", path: `${STORES}/${storeId}/memories`, ids: memories.map(({ id }) => id) },
    {
      name: "versions",
      path: `${STORES}/${storeId}/memory_versions`,
      ids: memories.map((memory) => memory.memory_version_id).reverse(),
    },
  ];
});

const get = (path: string) => server.ask("GET", path);
const LISTS = ["stores", "memories", "versions"];
const listOf = (name: string) => {
  const list = lists.find((candidate) => candidate.name === name);
  if (list === undefined) throw new Error(`no list of ${name}`);
  return list;
};

describe.each(LISTS)("1.8 pagination of %s", (name) => {
  test("1.8: limit is 1 to 100, 20 by default; anything else is 400", async () => {
    const { path } = listOf(name);
    expect((await get(path)).body.data).toHaveLength(20);
    expect((await get(`${path}?limit=1`)).body.data).toHaveLength(1);
    expect((await get(`${path}?limit=100`)).body.data.length).toBeGreaterThanOrEqual(ITEMS);
    for (const limit of ["0", "-1", "101", "1000", "1e99", "NaN", "Infinity"]) {
      expect([limit, ...outcome(await get(`${path}?limit=${limit}`))]).toEqual([limit, ...INVALID]);
    }
  });

  test("1.8: following next_page gives every item once, in order, and null at the end", async () => {
    const { path, ids } = listOf(name);
    for (const limit of [1, 7, 25, 100]) {
      const found: string[] = [];
      let page = "";
      for (;;) {
        const { body } = await get(`${path}?limit=${limit}${page}`);
        found.push(...body.data.map((item) => String(item.id)));
        expect(Object.keys(body).sort()).toEqual(["data", "next_page"]);
        if (body.next_page === null) break;
        expect(body.data).toHaveLength(limit);
        expect(body.next_page).toMatch(/^page_[\w-]+$/);
        page = `&page=${body.next_page}`;
      }
      const known = new Set(ids);
      expect(found.filter((id) => known.has(id))).toEqual(ids);
      expect(new Set(found).size).toBe(found.length);
    }
  });

  test("1.8: a page that ends exactly at the last item has no next page", async () => {
    if (name === "stores") return;
    const { path } = listOf(name);
    expect((await get(`${path}?limit=${ITEMS}`)).body.next_page).toBeNull();
  });

  test("1.8: the limit may change between pages", async () => {
    const { path, ids } = listOf(name);
    const from = ids[0] ?? "";
    const first = await get(`${path}?limit=3`);
    if (name !== "stores") expect(first.body.data[0]?.id).toBe(from);
    const next = await get(`${path}?limit=5&page=${first.body.next_page}`);
    expect(next.body.data).toHaveLength(5);
  });

  test("1.8: a cursor of another list, another parent, or none at all is 400", async () => {
    const other = await server.aStore();
    for (const path of ["/a", "/b"]) await server.aMemory(other, path);
    const cursorOf = async (path: string) => String((await get(`${path}?limit=1`)).body.next_page);
    const foreign = await Promise.all([
      ...lists.filter((list) => list.name !== name).map((list) => cursorOf(list.path)),
      ...(name === "memories" ? [cursorOf(`${STORES}/${other}/memories`)] : []),
      ...(name === "versions" ? [cursorOf(`${STORES}/${other}/memory_versions`)] : []),
    ]);
    for (const page of [...foreign, "x", "page_", "page_e30", "page_%%", "", "page_bnVsbA"]) {
      const answer = await get(`${listOf(name).path}?page=${encodeURIComponent(page)}`);
      expect([page, ...outcome(answer)]).toEqual([page, ...INVALID]);
    }
  });

  test("1.8: a cursor with a changed character is 400 or a position, never a 500", async () => {
    const { path } = listOf(name);
    const page = String((await get(`${path}?limit=1`)).body.next_page);
    const edit = fc.record({ at: fc.nat(page.length - 1), to: fc.constantFrom(..."aA0_-zZ9Q") });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        const changed = edits.reduce((text, { at, to }) => text.slice(0, at) + to + text.slice(at + 1), page);
        const { status } = await get(`${path}?limit=1&page=${changed}`);
        expect([200, 400]).toContain(status);
      }),
      { numRuns: 60 },
    );
  });
});

test.each(["memories", "versions"])("1.8: view=full lowers a larger limit of %s to 20, silently", async (name) => {
  const { path } = listOf(name);
  for (const limit of ["", "&limit=21", "&limit=100"]) {
    const { body } = await get(`${path}?view=full${limit}`);
    expect(body.data).toHaveLength(20);
    expect(body.data.every((item) => typeof item.content === "string")).toBe(true);
    expect(body.next_page).not.toBeNull();
  }
  expect((await get(`${path}?view=full&limit=5`)).body.data).toHaveLength(5);
  expect(outcome(await get(`${path}?view=full&limit=101`))).toEqual(INVALID);
  expect(outcome(await get(`${path}?view=full&limit=0`))).toEqual(INVALID);
});

describe.each(SDKS)("1.8 pagination, %s", (sdk) => {
  test("1.8: the SDK walks memories and versions of full view to the end", async () => {
    const { memories, memoryVersions } = server.sdk(sdk).beta.memoryStores;
    const found = await collect(memories.list(storeId, { view: "full", limit: 100 }));
    expect(found.map((item) => "id" in item && item.id)).toEqual(listOf("memories").ids);
    const versions = await collect(memoryVersions.list(storeId, { view: "full", limit: 100 }));
    expect(versions.map(({ id }) => id)).toEqual(listOf("versions").ids);
  });
});

describe("1.9 times", () => {
  test("1.9: times are RFC 3339 in UTC with six decimals", async () => {
    for (const { path } of lists) {
      for (const item of (await get(path)).body.data) {
        expect(item.created_at).toMatch(WIRE_TIME);
        if ("updated_at" in item) expect(item.updated_at).toMatch(WIRE_TIME);
      }
    }
  });

  const inZone = (time: string, minutes: number): string => {
    const sign = minutes < 0 ? "-" : "+";
    const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
    const offset = `${sign}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
    const local = new Date(Date.parse(time) + minutes * 60_000).toISOString().slice(0, -1);
    return encodeURIComponent(`${local}${offset}`);
  };

  test.each([0, 345, -570, 840, -720])(
    "1.9: a filter with an offset of %i minutes names the same instant",
    async (zone) => {
      const path = listOf("versions").path;
      const all = (await get(`${path}?limit=100`)).body.data;
      const middle = String(all[12]?.created_at);
      const [from, to] = [`created_at[gte]=${inZone(middle, zone)}`, `created_at[lte]=${inZone(middle, zone)}`];
      const later = all.filter((item) => String(item.created_at) >= middle).map(({ id }) => id);
      const earlier = all.filter((item) => String(item.created_at) <= middle).map(({ id }) => id);
      expect((await get(`${path}?limit=100&${from}`)).body.data.map(({ id }) => id)).toEqual(later);
      expect((await get(`${path}?limit=100&${to}`)).body.data.map(({ id }) => id)).toEqual(earlier);
    },
  );

  test("1.9: microseconds count in a filter", async () => {
    const path = listOf("versions").path;
    const [newest] = (await get(`${path}?limit=1`)).body.data;
    const at = String(newest?.created_at);
    const later = at.replace(/\d\dZ$/, "01Z");
    expect(later > at).toBe(true);
    expect((await get(`${path}?created_at[gte]=${at}`)).body.data).toMatchObject([{ id: newest?.id }]);
    expect((await get(`${path}?created_at[gte]=${later}`)).body.data).toEqual([]);
    expect((await get(`${path}?limit=1&created_at[lte]=${later}`)).body.data).toMatchObject([{ id: newest?.id }]);
  });

  test.each([
    "yesterday",
    "",
    "2026-10-21",
    "2026-10-21T09:30:00",
    "2026-10-21T09:30Z",
    "2026-10-21 09:30:00Z",
    "1761039000",
    "2026-13-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2025-02-29T00:00:00Z",
    "2026-10-21T25:00:00Z",
    "2026-10-21T24:00:00Z",
    "2026-10-21T09:60:00Z",
    "2026-10-21T09:30:00+25:00",
    "2026-10-21T09:30:00+0545",
    "+002026-10-21T09:30:00Z",
    "2026-10-21T09:30:00.Z",
  ])("1.9: %j is no RFC 3339 time and 400", async (time) => {
    const query = `created_at[gte]=${encodeURIComponent(time)}`;
    for (const name of ["stores", "versions"]) {
      expectEnvelope(await get(`${listOf(name).path}?${query}`), 400, "invalid_request_error");
    }
  });

  test.each(["2026-10-21t09:30:00z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "2028-02-29T00:00:00Z"])(
    "1.9: %s is an RFC 3339 time",
    async (time) => {
      expect((await get(`${STORES}?created_at[gte]=${time}`)).status).toBe(200);
      expect((await get(`${listOf("versions").path}?created_at[lte]=${time}`)).status).toBe(200);
    },
  );
});

test("1.9: ids are the prefix, 01 and 22 characters of base58", async () => {
  for (const [name, prefix] of [
    ["stores", "memstore"],
    ["memories", "mem"],
    ["versions", "memver"],
  ] as const) {
    for (const id of listOf(name).ids) expect(id).toMatch(new RegExp(`^${prefix}_01[1-9A-HJ-NP-Za-km-z]{22}$`));
  }
});

test.each([
  ["a word", "none"],
  ["the prefix alone", "memstore_"],
  ["one of 300 characters", "x".repeat(300)],
  ["NUL", "%00"],
  ["encoded slashes", "..%2F.."],
  ["a smiley", "%F0%9F%98%80"],
])("1.9: ids are opaque, so a malformed one (%s) is not found", async (_name, id) => {
  const store = `${STORES}/${storeId}`;
  for (const path of [`${STORES}/${id}`, `${STORES}/${id}/memories`, `${store}/memories/${id}`]) {
    expect([path, ...outcome(await get(path))]).toEqual([path, 404, "not_found_error"]);
  }
  const version = `${store}/memory_versions/${id}`;
  expect([version, ...outcome(await get(version))]).toEqual([version, 404, "not_found_error"]);
});

import { expect, test } from "vitest";
import { type RouteEntry, routeMatcher } from "./route-matcher";

const named = (name: string, ...methods: string[]) =>
  Object.fromEntries(methods.map((method) => [method, () => new Response(name)]));

const routes: RouteEntry[] = [
  { path: "/v1/stores", module: { ...named("stores", "GET", "POST"), runtime: "nodejs" } },
  { path: "/v1/stores/[store_id]", module: named("store", "GET", "DELETE") },
  { path: "/v1/stores/import", module: named("import", "POST") },
  { path: "/v1/stores/[store_id]/memories/[memory_id]", module: named("memory", "GET") },
  { path: "/v1/stores/import/log", module: named("log", "GET") },
];

const match = routeMatcher(routes);

async function answerOf(pathname: string, method = "GET"): Promise<string | undefined> {
  const found = match(pathname);
  const response = await found?.handlers.get(method)?.(new Request("http://x/"), {
    params: Promise.resolve(found.params),
  });
  return response?.text();
}

test("a fixed segment wins over a parameter, whatever the order of the table", async () => {
  expect(await answerOf("/v1/stores/import", "POST")).toBe("import");
  expect(await answerOf("/v1/stores/other")).toBe("store");
});

test("a fixed segment that leads nowhere gives way to the parameter", async () => {
  expect(match("/v1/stores/import/memories/mem_1")?.params).toEqual({ store_id: "import", memory_id: "mem_1" });
});

test("parameters are percent-decoded once", () => {
  expect(match("/v1/stores/a%20b%2Fc%2525")?.params).toEqual({ store_id: "a b/c%25" });
});

test.each(["/v1/stores/%", "/v1/stores/%E0%A4%A", "/v1/stores/%ff"])(
  "%s has a bad encoding and matches nothing",
  (path) => {
    expect(match(path)).toBeUndefined();
  },
);

test.each([
  "/v1",
  "/v1/",
  "/v1/stores/",
  "/v1/nothing",
  "/v1/stores/a/memories",
  "/v1/stores//memories/m",
  "//v1/stores",
])("%s is no route", (path) => {
  expect(match(path)).toBeUndefined();
});

test("only methods are handlers, and HEAD comes with GET", () => {
  expect([...(match("/v1/stores")?.handlers.keys() ?? [])]).toEqual(["GET", "POST", "HEAD"]);
  expect([...(match("/v1/stores/import")?.handlers.keys() ?? [])]).toEqual(["POST"]);
});

test("names that every object has are no routes and no methods", () => {
  expect(match("/v1/stores/__proto__")?.params).toEqual({ store_id: "__proto__" });
  expect(match("/v1/stores")?.handlers.get("constructor")).toBeUndefined();
});

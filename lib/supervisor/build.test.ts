import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hasCurrentBuild } from "./build";
import { buildInputs, fingerprint } from "./fingerprint";
import { generateRouteTable, routeTableText } from "./route-table";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "reverie-build-"));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text = ""): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const current = () => fingerprint(root, buildInputs);

test("a change of any source changes the fingerprint, a new file and a new name too", () => {
  write("lib/a.ts", "1");
  const first = current();
  expect(current()).toBe(first);
  const seen = new Set([first]);
  write("lib/a.ts", "2");
  seen.add(current());
  write("app/page.tsx", "");
  seen.add(current());
  rmSync(join(root, "app/page.tsx"));
  write("app/other.tsx", "");
  seen.add(current());
  expect(seen.size).toBe(4);
});

test("tests and generated files do not count", () => {
  write("lib/a.ts", "1");
  const before = current();
  write("lib/a.test.ts", "1");
  write("lib/a.db.test.ts", "1");
  write("bin/generated/routes.ts", "1");
  write("README.md", "1");
  expect(current()).toBe(before);
});

test("a build counts only when it is complete and of these sources", () => {
  write("lib/a.ts", "1");
  write("dist/server.mjs");
  write("dist/fingerprint", current());
  expect(hasCurrentBuild(root)).toBe(false);
  write(".next/BUILD_ID", "x");
  expect(hasCurrentBuild(root)).toBe(true);
  write("lib/a.ts", "2");
  expect(hasCurrentBuild(root)).toBe(false);
});

test("the route table lists the API's modules in a fixed order, and no page", () => {
  write("app/v1/things/[thing_id]/route.ts");
  write("app/v1/things/route.ts");
  write("app/v1/things/present.ts");
  write("app/api/health/route.ts");
  write("app/api/auth/[...nextauth]/route.ts");
  write("app/(console)/page.tsx");
  expect(routeTableText(root)).toBe(`// Generated from the folders below app/ by "npm run generate"; do not edit.
import * as route0 from "@/app/api/health/route";
import * as route1 from "@/app/v1/things/[thing_id]/route";
import * as route2 from "@/app/v1/things/route";

export const routes = [
  { path: "/api/health", module: route0 },
  { path: "/v1/things/[thing_id]", module: route1 },
  { path: "/v1/things", module: route2 },
];
`);
});

test("a current route table is not written again", () => {
  write("app/v1/things/route.ts");
  generateRouteTable(root);
  const path = join(root, "bin/generated/routes.ts");
  const before = statSync(path).mtimeMs;
  generateRouteTable(root);
  expect(statSync(path).mtimeMs).toBe(before);
  expect(readFileSync(path, "utf8")).toContain("/v1/things");
});

test("a route folder that the server could not match stops the build", () => {
  write("app/v1/[...rest]/route.ts");
  expect(() => routeTableText(root)).toThrow("[...rest]");
});

import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { migrate, readMigrations } from "./migrate";

/** Prisma's own command line, with the schema engine that needs no download. */
function prisma(url: string, ...args: string[]): string {
  return execFileSync(process.execPath, ["node_modules/prisma/build/index.js", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DATABASE_URL: url,
      CHECKPOINT_DISABLE: "1",
      PRISMA_SCHEMA_ENGINE_BINARY: resolve("prisma/schema-engine.mjs"),
    },
  });
}

test("the migrated database is what the Prisma schema says", async () => {
  const db = await testDatabase();
  const script = prisma(
    db.url,
    "migrate",
    "diff",
    "--from-config-datasource",
    "--to-schema",
    "prisma/models",
    "--script",
  );
  expect(script.trim()).toBe("-- This is an empty migration.");
});

test("prisma migrate agrees that every migration is applied", async () => {
  const db = await testDatabase();
  expect(prisma(db.url, "migrate", "status")).toContain("Database schema is up to date!");
});

test("the functions that check the tree may only use the index, whichever migration replaced them last", async () => {
  const db = await testDatabase();
  const functions = await db.query(
    "select proname as name, proconfig as settings from pg_proc where proname like 'memories_check_tree%' order by 1",
  );
  const settings = ["enable_seqscan=off"];
  expect(functions).toEqual([
    { name: "memories_check_tree", settings },
    { name: "memories_check_tree_of_row", settings },
  ]);
});

test("a column that names rows of another table compares as their id does, or no index of it serves a join", async () => {
  const db = await testDatabase();
  const others = await db.query(
    `select c.conrelid::regclass::text as "table", f.attname as "column"
     from pg_constraint c cross join lateral unnest(c.conkey, c.confkey) as k (from_key, to_key)
       join pg_attribute f on f.attrelid = c.conrelid and f.attnum = k.from_key
       join pg_attribute t on t.attrelid = c.confrelid and t.attnum = k.to_key
     where c.contype = 'f' and c.connamespace = 'public'::regnamespace and f.attcollation <> t.attcollation
     order by 1, 2`,
  );
  expect(others).toEqual([]);
});

test("migrating again applies nothing", async () => {
  const db = await testDatabase();
  expect(await migrate(db.url)).toEqual({ applied: [] });
});

test("two processes that migrate an empty database at once both come up, and each migration runs once", async () => {
  const db = await testDatabase();
  const name = `${new URL(db.url).pathname.slice(1)}_empty`;
  await db.query(`create database ${name}`);
  const url = new URL(db.url);
  url.pathname = `/${name}`;
  const results = await Promise.all([migrate(url.href), migrate(url.href)]);
  await db.query(`drop database ${name} with (force)`);
  const names = readMigrations("prisma/migrations").map((migration) => migration.name);
  expect(results.flatMap((result) => result.applied)).toEqual(names);
});

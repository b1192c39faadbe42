#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine, whose download fails offline: the same JSON-RPC over stdio, answered by
 * the WebAssembly build of the engine through @prisma/adapter-pg. For developers of migrations and for the test that
 * compares the migrated database with the Prisma schema; the server itself never needs it (lib/db/migrate.ts).
 *
 *   PRISMA_SCHEMA_ENGINE_BINARY=prisma/schema-engine.mjs DATABASE_URL=… npx prisma migrate dev|deploy|status|diff
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as wasm from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/** OID of the internal type "char", which pg_catalog uses and the adapter does not know. */
const INTERNAL_CHAR_OID = 18;
const TEXT_OID = 25;

const args = process.argv.slice(2);
const valuesOf = (flag) => args.flatMap((value, index) => (args[index - 1] === flag ? [value] : []));
const write = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

async function loadEngine() {
  const file = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm")
    .replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { "./schema_engine_bg.js": wasm });
  wasm.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message() {} };
}

const singlePool = (url) => new pg.Pool({ connectionString: url, max: 1 }).on("error", () => {});

/**
 * Mends what adapter-pg 7.10 does wrong for schema work: "char" columns, and scripts, which it splits at every
 * semicolon (also inside function bodies); here a script is one simple query.
 */
async function openAdapter(url, afterwards) {
  const pool = singlePool(url);
  const adapter = await new PrismaPg(pool).connect();
  const inherited = Object.getPrototypeOf(Object.getPrototypeOf(adapter));
  const performIO = adapter.performIO.bind(adapter);
  adapter.queryRaw = async (query) => {
    const answer = await performIO(query);
    const isChar = (field) => field.dataTypeID === INTERNAL_CHAR_OID;
    const fields = answer.fields.map((field) =>
      isChar(field) ? { ...field, name: field.name, dataTypeID: TEXT_OID } : field,
    );
    const patched = Object.create(adapter, {
      performIO: { value: async () => ({ ...answer, rows: answer.rows, fields }) },
    });
    const result = await inherited.queryRaw.call(patched, query);
    answer.fields.forEach((field, index) => {
      if (isChar(field)) result.columnTypes[index] = ColumnTypeEnum.Character;
    });
    return result;
  };
  adapter.executeScript = async (script) => {
    await pool.query(script).catch((error) => adapter.onError(error));
  };
  adapter.dispose = async () => {
    await pool.end();
    await afterwards?.();
  };
  return adapter;
}

/** The shadow database must be a database of its own: the adapter would connect to the main one. */
async function openShadow(url) {
  const name = `prisma_shadow_${randomUUID().replaceAll("-", "")}`;
  const main = singlePool(url);
  await main.query(`create database "${name}"`);
  const shadow = new URL(url);
  shadow.pathname = `/${name}`;
  return openAdapter(shadow.href, async () => {
    await main.query(`drop database "${name}" with (force)`);
    await main.end();
  });
}

/** `cli can-connect-to-database | create-database | drop-database` */
async function administrate(url) {
  const command = args.find((value) => /^(can-connect|create|drop)-/.test(value)) ?? "";
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const root = new URL(url);
  if (!command.startsWith("can-connect")) root.pathname = "/postgres";
  const client = new pg.Client(root.href);
  await client.connect();
  if (command.startsWith("create")) await client.query(`create database ${client.escapeIdentifier(name)}`);
  if (command.startsWith("drop"))
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  await client.end();
}

const ADMIN_ERRORS = { "3D000": "P1003", ECONNREFUSED: "P1001", "28P01": "P1000" };

function serve() {
  const url = JSON.parse(valuesOf("--datasource")[0] ?? "{}").url;
  const datamodels = valuesOf("--datamodels").map((path) => [path, readFileSync(path, "utf8")]);
  class Factory extends PrismaPg {
    connect() {
      return openAdapter(url);
    }
    connectToShadowDb() {
      return openShadow(url);
    }
  }
  const factory = bindMigrationAwareSqlAdapterFactory(new Factory({ connectionString: url }));
  const engine = wasm.SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    () => {},
    factory,
  );
  createInterface({ input: process.stdin })
    .on("line", (line) => void answer(engine, JSON.parse(line)))
    .on("close", () => process.exit(0));
}

async function answer(engine, request) {
  if (!request.method) return;
  try {
    const method = request.method === "getDatabaseVersion" ? "version" : request.method;
    const result = (await (await engine)[method](request.params)) ?? {};
    if (method === "diff" && typeof result.stdout === "string") {
      write({ jsonrpc: "2.0", id: 1e6, method: "print", params: { content: result.stdout } });
      result.stdout = null;
    }
    write({ jsonrpc: "2.0", id: request.id, result });
  } catch (error) {
    const data = {
      is_panic: error instanceof WebAssembly.RuntimeError,
      message: String(error?.message ?? error),
      meta: error?.meta ?? null,
      error_code: error?.code ?? null,
    };
    write({
      jsonrpc: "2.0",
      id: request.id,
      error: { code: 4466, message: "The schema engine reported an error.", data },
    });
  }
}

await loadEngine();
if (args.includes("--version")) {
  process.stdout.write(`schema-engine-cli wasm ${wasm.version()}\n`);
} else if (args.includes("cli")) {
  const given = valuesOf("--datasource")[0];
  await administrate(given ? JSON.parse(given).url : valuesOf("--datasource-url")[0]).catch((error) => {
    const fields = { error_code: ADMIN_ERRORS[error.code] ?? "P1010", message: error.message };
    process.stderr.write(`${JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields })}\n`);
    process.exit(1);
  });
} else {
  serve();
}

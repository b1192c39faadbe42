/**
 * The plans of the hot paths' statements, as Postgres runs them once prepared (generic plans), on the bench's data:
 * `node --conditions=react-server --import tsx bench/api/explain.ts`. Prints Markdown for bench/README.md.
 */
import { openDatabase, type Statement, withTransaction } from "@/lib/db/database";
import { CHILDREN, FIND, LIST } from "@/lib/memories/repository";
import { CREATE, UPDATE_CONTENT } from "@/lib/memories/write-repository";
import { makeDataDir, removeDataDir, startProductionServer } from "@/lib/testing/production-server";
import { randomFrom } from "./random";
import { seedStore, serverContext } from "./seed";
import { embeddedDatabaseUrl } from "./servers";

const SHA = "0".repeat(64);
const quoted = (value: string | number | null) => (typeof value === "string" ? `'${value}'` : String(value));

const dataDir = makeDataDir();
const server = await startProductionServer(dataDir);
const db = openDatabase(embeddedDatabaseUrl(dataDir));
try {
  const ctx = await serverContext(db);
  const store = await seedStore(ctx, 10_000, randomFrom(1));
  await db.query("vacuum (analyze)");
  const memory = store.memories[5_000];
  const ids = [ctx.workspaceId, store.id];
  const content = ["text", SHA, 4];
  const actor = [ctx.actor.type, ctx.actor.id];
  const statements: [string, Statement, (string | number | null)[]][] = [
    ["retrieve by id", FIND, [...ids, memory?.id ?? ""]],
    ["list of 100, basic", LIST, [...ids, "/d10/", "0", 101]],
    ["depth=1", CHILDREN, [store.id, "/", "/", "0", 101, ctx.workspaceId]],
    [
      "update with precondition",
      UPDATE_CONTENT,
      [...ids, memory?.id ?? "", ...content, memory?.contentSha256 ?? "", "2026-11-21T00:00:00Z", "memver_x", ...actor],
    ],
    [
      "create",
      CREATE,
      [...ids, "/d10/new.md", "{/d10}", 10_001, ...content, "2026-11-21T00:00:00Z", "mem_x", "memver_y", ...actor],
    ],
  ];
  for (const [name, statement, values] of statements) {
    const plan = await withTransaction(db, async (tx) => {
      await tx.query("set local plan_cache_mode = force_generic_plan");
      await tx.query(`prepare hot as ${statement.text}`);
      const rows = await tx.query<{ "QUERY PLAN": string }>(
        `explain (analyze, costs off, timing off, buffers off) execute hot (${values.map(quoted).join(", ")})`,
      );
      await tx.query("deallocate hot");
      return rows.map((row) => row["QUERY PLAN"]);
    });
    console.log(`### ${name}\n\n\`\`\`text\n${plan.join("\n")}\n\`\`\`\n`);
  }
} finally {
  await db.close();
  await server.stop();
  removeDataDir(dataDir);
}
process.exit(0);

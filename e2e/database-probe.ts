import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

/** A connection of ours to the embedded server under test: to see how far it is, and to hold it at a certain step. */
export type DatabaseProbe = {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Lets nobody write to the table until it is released, or the server dies. */
  blockWrites(table: string): Promise<void>;
  releaseWrites(): Promise<void>;
  /** Resolves when somebody waits to write to the table. */
  untilBlocked(table: string): Promise<void>;
  close(): Promise<void>;
};

const PORT_LINE = 3;

/** Of the embedded server that runs on this data folder. */
export function databaseUrl(dataDir: string): string {
  const folder = join(dataDir, "postgres");
  const port = readFileSync(join(folder, "data/postmaster.pid"), "utf8").split("\n")[PORT_LINE];
  const password = encodeURIComponent(readFileSync(join(folder, "password"), "utf8"));
  return `postgresql://postgres:${password}@127.0.0.1:${port}/reverie`;
}

async function connect(dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl(dataDir) });
  // The server is killed under it.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

export async function openProbe(dataDir: string): Promise<DatabaseProbe> {
  const observer = await connect(dataDir);
  const holder = await connect(dataDir);
  const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await observer.query<Row>(text, values)).rows;
  return {
    query,
    async blockWrites(table) {
      await holder.query("begin");
      await holder.query(`lock table ${table} in share mode`);
    },
    async releaseWrites() {
      await holder.query("rollback");
    },
    async untilBlocked(table) {
      const waiting = "select from pg_locks where relation = $1::regclass and not granted";
      while ((await query(waiting, [table])).length === 0);
    },
    async close() {
      await Promise.all([observer, holder].map((client) => client.end().catch(() => undefined)));
    },
  };
}

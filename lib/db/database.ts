import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/prisma/generated/client";

/** A statement, prepared once per connection under `name`. */
export type Statement = { name: string; text: string };

/** Anything that runs SQL: the pool, or one transaction. */
export type Sql = {
  /** Rows of one statement. A `Statement` is prepared under its name, a plain text is not. */
  query<Row extends object>(statement: Statement | string, values?: unknown[]): Promise<Row[]>;
};

/** A transaction in progress. The brand keeps a pool from being passed where atomicity is meant. */
export type Tx = Sql & { readonly transaction: true };

export type Database = Sql & {
  readonly url: string;
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  close(): Promise<void>;
};

/** Connections per process. The machine's Postgres allows 100; web, worker and tools together stay well below. */
const CONNECTIONS_MAX = 20;

const run = async <Row extends object>(
  client: pg.Pool | pg.PoolClient,
  statement: Statement | string,
  values: unknown[] = [],
): Promise<Row[]> => {
  const config = typeof statement === "string" ? { text: statement, values } : { ...statement, values };
  return (await client.query<Row>(config)).rows;
};

/** Opens a pool and a Prisma client that shares it. Most callers want `database()`. */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS_MAX });
  // An idle connection that breaks (the server restarted) is replaced by the pool; without a listener it would end us.
  pool.on("error", () => {});
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    url,
    pool,
    prisma,
    query: (statement, values) => run(pool, statement, values),
    async close() {
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}

const held = globalThis as typeof globalThis & { reverieDatabases?: Map<string, Database> };

/** The process's database for a URL. On globalThis, because one process may hold two copies of this module. */
export function databaseAt(url: string): Database {
  held.reverieDatabases ??= new Map();
  const open = held.reverieDatabases.get(url) ?? openDatabase(url);
  held.reverieDatabases.set(url, open);
  return open;
}

/** SQLSTATEs after which the same transaction may well succeed: serialisation failure and deadlock. */
const RETRYABLE = new Set(["40001", "40P01"]);
const ATTEMPTS_MAX = 3;

/** Whether a write lost against the removal of an unreferenced content row; it then has to write that row again. */
const lostContentRow = (error: pg.DatabaseError): boolean =>
  error.code === "23503" && (error.constraint?.includes("content") ?? false);

/**
 * Runs `work` in one transaction (READ COMMITTED) and gives its result; any throw rolls back. A deadlock is tried
 * again, so `work` must have no effect outside the transaction.
 */
export async function withTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await db.pool.connect();
    try {
      await client.query("begin");
      const result = await work({ transaction: true, query: (statement, values) => run(client, statement, values) });
      await client.query("commit");
      client.release();
      return result;
    } catch (error) {
      // A broken connection cannot roll back; it is thrown away, and the server does it.
      await client.query("rollback").then(
        () => client.release(),
        () => client.release(true),
      );
      const retry = error instanceof pg.DatabaseError && (RETRYABLE.has(error.code ?? "") || lostContentRow(error));
      if (!retry || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

/** Whether `error` is Postgres refusing a row because of the constraint `name`. */
export function violates(error: unknown, name: string): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.constraint === name;
}

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

/**
 * A connection of the pool's own for a while. A server that goes away reports it twice, to the query at work and as an
 * event; the query's failure is the one that callers see.
 */
async function withConnection<T>(db: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let broken = false;
  const onError = () => {
    broken = true;
  };
  client.on("error", onError);
  try {
    return await work(client);
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}

/** Runs `work` while no other process runs work under the same key on this database. */
export async function withAdvisoryLock<T>(db: Database, key: number, work: () => Promise<T>): Promise<T> {
  return withConnection(db, async (client) => {
    await client.query("select pg_advisory_lock($1)", [key]);
    try {
      return await work();
    } finally {
      await client.query("select pg_advisory_unlock($1)", [key]);
    }
  });
}

/** SQLSTATEs after which the same transaction may well succeed: serialisation failure and deadlock. */
const RETRYABLE = new Set(["40001", "40P01"]);
const ATTEMPTS_MAX = 3;

/** Whether a write lost against the removal of an unreferenced content row; it then has to write that row again. */
const lostContentRow = (error: pg.DatabaseError): boolean =>
  error.code === "23503" && /sha256_fkey$/.test(error.constraint ?? "");

/**
 * Runs `work` in one transaction (READ COMMITTED) and gives its result; any throw rolls back. A deadlock is tried
 * again, so `work` must have no effect outside the transaction.
 */
export async function withTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return retrying(() => withConnection(db, (client) => transact(client, work)));
}

/** Runs one statement that writes as a transaction of its own, in one round trip; a deadlock is tried again. */
export async function writeStatement<Row extends object>(
  db: Database,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  return retrying(() => db.query<Row>(statement, values));
}

async function retrying<T>(attemptOnce: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce();
    } catch (error) {
      const retry = error instanceof pg.DatabaseError && (RETRYABLE.has(error.code ?? "") || lostContentRow(error));
      if (!retry || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

async function transact<T>(client: pg.PoolClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    const result = await work({ transaction: true, query: (statement, values) => run(client, statement, values) });
    await client.query("commit");
    return result;
  } catch (error) {
    // A connection that is gone cannot roll back; the server has done so by itself.
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

/** Whether `error` is Postgres refusing a row because of the constraint `name`. */
export function violates(error: unknown, name: string): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.constraint === name;
}

import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { Cluster } from "./cluster";
import { EmbeddedPostgresError } from "./failure";

const databaseName = "reverie";
const pollMs = 20;

/** Recovery after a crash replays the log first; a large one on a slow disk takes its time. */
const patienceMs = 120_000;

const refusedPasswordCodes = ["28P01", "28000"];

export function urlOf(cluster: Cluster, port: number, database = databaseName): string {
  return `postgresql://${cluster.user}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

async function createDatabase(client: pg.Client): Promise<void> {
  const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [databaseName]);
  if (found.rowCount) return;
  try {
    await client.query(`CREATE DATABASE ${databaseName}`);
  } catch (error) {
    // Two processes may create it at once: one sees it as a duplicate, or as a row that appeared meanwhile.
    if (!["42P04", "23505"].includes((error as pg.DatabaseError).code ?? "")) throw error;
  }
}

/** One attempt. False while the server is not there or not ready, or is not the one of this cluster. */
async function answers(cluster: Cluster, port: number): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(cluster, port, "postgres"),
    connectionTimeoutMillis: 5000,
  });
  // A server that dies takes idle connections with it; the next attempt finds out.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
    if (rows[0]?.folder !== cluster.pgdata) return false;
    await createDatabase(client);
    return true;
  } catch (error) {
    if (refusedPasswordCodes.includes((error as pg.DatabaseError).code ?? "")) {
      throw new EmbeddedPostgresError(`The database server of ${cluster.pgdata} refuses the password kept beside it`);
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Waits for the server to take our password, and sees to it that our database exists.
 *
 * @returns false when the server died before it was ready
 * @throws EmbeddedPostgresError when it refuses the password, or is not ready after two minutes
 */
export async function waitUntilAnswering(cluster: Cluster, port: number, isAlive: () => boolean): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (isAlive()) {
    if (await answers(cluster, port)) return true;
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(`The database server of ${cluster.pgdata} is not ready after two minutes`);
    }
    await delay(pollMs);
  }
  return false;
}

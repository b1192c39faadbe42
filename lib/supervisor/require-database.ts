import pg from "pg";
import { StartFailure } from "./failure";

/** What a fault at connecting means for the operator; the URL itself holds a password and is not repeated. */
const explanations: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "the host name is unknown",
  EAI_AGAIN: "the host name cannot be resolved",
  ETIMEDOUT: "the host does not answer",
  EHOSTUNREACH: "the host cannot be reached",
  "28P01": "the server refuses the password",
  "28000": "the server refuses this user",
  "3D000": "the database does not exist; create it first",
};

const patienceMs = 10_000;

/** @throws StartFailure when DATABASE_URL leads nowhere */
export async function requireDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs });
  try {
    await client.connect();
    await client.query("select 1");
  } catch (cause) {
    const { hostname, port, pathname } = new URL(url);
    const why = explanations[(cause as { code?: string }).code ?? ""] ?? (cause as Error).message;
    const place = `${hostname}:${port || 5432}${pathname}`;
    throw new StartFailure(`DATABASE_URL: cannot use ${place}: ${why}`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}

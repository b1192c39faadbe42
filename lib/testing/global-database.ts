import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openDatabase } from "@/lib/db/database";
import { startEmbeddedPostgres } from "@/lib/db/embedded/start-embedded-postgres";
import { migrate } from "@/lib/db/migrate";
import { prepareQueue } from "@/lib/jobs/queue";
import { JOBS } from "@/lib/jobs/registry";

declare module "vitest" {
  interface ProvidedContext {
    /** A throw-away server; its database `template_reverie` is migrated. */
    postgresUrl: string;
  }
}

export const TEMPLATE_DATABASE = "template_reverie";

/** One throw-away Postgres for the whole run, with a migrated template that tests clone (about 0.1 s each). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "reverie-test-"));
  const server = await startEmbeddedPostgres({ dataDir, log: () => {}, throwaway: true });
  const template = new URL(server.url);
  template.pathname = `/${TEMPLATE_DATABASE}`;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${TEMPLATE_DATABASE}`);
  await client.end();
  await migrate(template.href);
  const db = openDatabase(template.href);
  await prepareQueue(db, JOBS);
  await db.close();
  project.provide("postgresUrl", server.url);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

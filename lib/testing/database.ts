import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { type Database, openDatabase } from "@/lib/db/database";
import { closeListener } from "@/lib/db/listen";
import { TEMPLATE_DATABASE } from "./global-database";

let opened: Promise<Database> | undefined;

async function administrate(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("postgresUrl") });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function clone(): Promise<Database> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administrate(`create database ${name} template ${TEMPLATE_DATABASE}`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  const db = openDatabase(url.href);
  afterAll(async () => {
    await closeListener(url.href);
    await db.close();
    await administrate(`drop database ${name} with (force)`);
  });
  return db;
}

/** This test file's own database: a clone of the migrated template, dropped when the file is done. */
export function testDatabase(): Promise<Database> {
  opened ??= clone();
  return opened;
}

import "server-only";
import { settings } from "@/lib/env";
import { type Database, databaseAt } from "./database";

/** The process's database. The launcher gives every process the address. */
export function database(): Database {
  const { databaseUrl } = settings();
  if (databaseUrl === undefined) {
    throw new Error("DATABASE_URL is not set: start through `npm start`, which runs the embedded Postgres.");
  }
  return databaseAt(databaseUrl);
}

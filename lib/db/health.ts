import { database } from "./client";
import { MIGRATIONS_FOLDER, readMigrations } from "./migrate";

export type Health = { status: "ok" } | { status: "unavailable"; reason: string };

let expected: string[] | undefined;

/** The names of the migrations that this version needs; they do not change while it runs. */
function expectedMigrations(): string[] {
  expected ??= readMigrations(MIGRATIONS_FOLDER).map((migration) => migration.name);
  return expected;
}

const unavailable = (reason: string): Health => ({ status: "unavailable", reason });

/** SQLSTATE "undefined table": nothing was ever migrated here. */
const noSuchTable = "42P01";

/** Whether the database answers and has every migration of this version. Never throws. */
export async function checkHealth(): Promise<Health> {
  try {
    const rows = await database().query<{ migration_name: string }>(
      "select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
    );
    const applied = new Set(rows.map((row) => row.migration_name));
    const missing = expectedMigrations().find((name) => !applied.has(name));
    return missing ? unavailable(`migration ${missing} is not applied`) : { status: "ok" };
  } catch (error) {
    const { code } = error as { code?: string };
    return unavailable(code === noSuchTable ? "no migration is applied" : "the database does not answer");
  }
}

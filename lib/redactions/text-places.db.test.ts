import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { TEXT_PLACES } from "./text-places";

/** Texts that have steps of their own: memories, versions, contents and files of dreams. */
const OWN_STEPS = [
  "contents.text",
  "memories.path",
  "memory_versions.path",
  "dream_base_files.path",
  "dream_files.path",
  "dream_files.from_path",
];

/** The redaction's own, cleared at its end. */
const CLEARED = ["redactions.find_text", "redactions.find_hashes", "redactions.replacement"];

/** Accounts and credentials, which nobody but their owner writes; and words of the server's own. */
const NOT_SEARCHED = [
  "workspaces.name",
  "users.email",
  "users.name",
  "users.password_hash",
  "api_keys.name",
  "api_keys.hint",
  "api_keys.scopes",
  "redactions.error_message",
  "redactions.version_ids",
  "dreams.session_ids",
  "session_threads.usage",
  "sessions.usage",
  "store_policies.off_reason",
  "dream_schedules.cron",
  "dream_schedules.time_zone",
  "dream_schedules.secret",
  "dream_schedule_ticks.reason",
  "webhook_endpoints.url",
  "webhook_endpoints.events",
  "webhook_endpoints.secret",
  "webhook_endpoints.previous_secret",
  "webhook_endpoints.disabled_reason",
  "webhook_events.body",
];

/** Ids, hashes and words from a fixed list. */
const NO_TEXT =
  /(^|_)(id|sha256|sha256_after|hmac|hmac_before|salt|type|status|state|stage|operation|decision|kind|access|scope|origin|behavior|fingerprint|ids|hunks|kinds|review)$/;

test("every column that can hold a text is searched, or is known to hold none", async () => {
  const db = await testDatabase();
  const columns = await db.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and (data_type in ('text', 'json', 'jsonb', 'character varying', 'bytea', 'ARRAY', 'tsvector'))
     order by 1, 2`,
  );
  const known = new Set([
    ...TEXT_PLACES.flatMap((place) => place.columns.map((column) => `${place.table}.${column.name}`)),
    ...OWN_STEPS,
    ...CLEARED,
    ...NOT_SEARCHED,
  ]);
  const unknown = columns
    .filter(
      ({ table, column }) =>
        !known.has(`${table}.${column}`) && !NO_TEXT.test(column) && table !== "_prisma_migrations",
    )
    .map(({ table, column }) => `${table}.${column}`);
  expect(unknown).toEqual([]);
});

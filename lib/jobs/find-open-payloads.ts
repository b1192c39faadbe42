import type { Sql } from "@/lib/db/database";
import { QUEUE_SCHEMA } from "./queue";

/** Which of `values` some unfinished job has in the field `field` of its payload. */
export async function findOpenPayloads(sql: Sql, field: string, values: string[]): Promise<Set<string>> {
  const rows = await sql.query<{ value: string }>(
    `select distinct data ->> $1 as value from ${QUEUE_SCHEMA}.job
     where state in ('created', 'retry', 'active') and data ->> $1 = any ($2)`,
    [field, values],
  );
  return new Set(rows.map((row) => row.value));
}

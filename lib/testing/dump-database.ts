import type { Database } from "@/lib/db/database";

/** The rows of every table of every schema, each value as Postgres writes it as text, without a dump's own escapes. */
export async function dumpDatabase(db: Database): Promise<Map<string, string[][]>> {
  const columns = await db.query<{ table: string; column: string }>(
    `select format('%I.%I', c.table_schema, c.table_name) as table, format('%I', c.column_name) as column
     from information_schema.columns c
     join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
     where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
     order by 1, c.ordinal_position`,
  );
  const tables = new Map<string, string[][]>();
  for (const table of new Set(columns.map((column) => column.table))) {
    const own = columns.filter((column) => column.table === table).map((column) => `${column.column}::text`);
    const rows = await db.query<{ values: (string | null)[] }>(
      `select array[${own.join(", ")}] as values from ${table}`,
    );
    tables.set(
      table,
      rows.map((row) => row.values.map((value) => value ?? "")),
    );
  }
  return tables;
}

/** Forms in which a text might stay behind. */
export function formsOf(text: string): string[] {
  const escaped = JSON.stringify(text).slice(1, -1);
  const twice = JSON.stringify(escaped).slice(1, -1);
  const ascii = escaped.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const bytes = Buffer.from(text, "utf8");
  // Three alignments; the first and last group may hold bits of the neighbours.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "")
      .slice(4, -3),
  );
  return [text, escaped, twice, ascii, bytes.toString("hex"), ...base64];
}

/** Tables with a row that holds the text in one of its forms. */
export function tablesHolding(dump: Map<string, string[][]>, text: string): string[] {
  const forms = formsOf(text);
  return [...dump].flatMap(([table, rows]) =>
    rows.some((row) => row.some((value) => forms.some((form) => value.includes(form)))) ? [table] : [],
  );
}

import type { Context } from "@/lib/auth/context";
import { printable } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";
import { checkTexts } from "@/lib/memories/check-texts";
import type { JsonlSource } from "./open-jsonl";
import type { PlannedFile } from "./rules";

const WRITTEN = new Set(["created", "renamed", "modified"]);

/**
 * Looks at the texts that an import would bring, one at a time: the planned files, or every version of a history that is
 * to be replayed, since old versions can be read as well.
 * @throws AppError `invalid_request` (unsafe text), with the path
 */
export async function checkImport(
  ctx: Context,
  sql: Sql,
  input: { storeId: StoreId; planned: PlannedFile[]; history: JsonlSource | null },
): Promise<void> {
  if (ctx.limits.writeSafety === "off") return;
  const { storeId, planned, history } = input;
  for await (const line of history?.versions() ?? []) {
    if (line.content === null) continue;
    const name = printable(line.path ?? "");
    await checkTexts(ctx, sql, { storeId, texts: [{ content: line.content, memoryId: null, name }] });
  }
  for (const { file, path, operation, memory } of history === null ? planned : []) {
    if (!WRITTEN.has(operation)) continue;
    const text = { content: await file.load(), memoryId: memory?.id ?? null, name: printable(path) };
    await checkTexts(ctx, sql, { storeId, texts: [text] });
  }
}

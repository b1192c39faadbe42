import type { Context } from "@/lib/auth/context";
import type { RedactionId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor, type Page, toPage } from "@/lib/core/pagination";
import { getRedaction } from "./get-redaction";
import { type ItemRow, listItemRows } from "./repository";

/** The receipt, in the order of the work. @throws AppError `not_found`, `invalid_request` for a foreign cursor */
export async function listRedactionItems(
  ctx: Context,
  input: { redactionId: RedactionId; limit?: number; page?: string | undefined },
): Promise<Page<ItemRow>> {
  const { id } = await getRedaction(ctx, input.redactionId);
  const limit = input.limit ?? 100;
  const scope = `redaction_items:${id}`;
  const afterPosition = Number(decodeCursor(scope, input.page)?.[0] ?? 0);
  const rows = await listItemRows(ctx.db, id, { afterPosition, limit: limit + 1 });
  return toPage(rows, limit, (row) => encodeCursor(scope, [row.position]));
}

import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { WebhookEndpointId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { type EndpointRow, findEndpoint, type ListedEndpointRow, lockEndpoint } from "./repository";

/**
 * Runs a change of one endpoint with its row locked. @returns the endpoint afterwards
 * @throws AppError `not_found`
 */
export async function changeEndpoint(
  ctx: Context,
  id: WebhookEndpointId,
  change: (tx: Tx, row: EndpointRow) => Promise<void>,
): Promise<ListedEndpointRow> {
  requireScope(ctx, "webhooks:write");
  return withTransaction(ctx.db, async (tx) => {
    const key = { workspaceId: ctx.workspaceId, id };
    const row = await lockEndpoint(tx, key);
    if (row === null) throw notFound("Webhook endpoint", id);
    await change(tx, row);
    // Locked, so it is still there.
    return (await findEndpoint(tx, key)) as ListedEndpointRow;
  });
}

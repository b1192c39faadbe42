import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { WebhookEndpointId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { deleteEndpointRow } from "./repository";

/**
 * Removes the endpoint with its deliveries; a request that is on its way ends by itself.
 * @throws AppError `not_found`, also the second time
 */
export async function deleteEndpoint(ctx: Context, id: WebhookEndpointId): Promise<void> {
  requireScope(ctx, "webhooks:write");
  const deleted = await withTransaction(ctx.db, (tx) => deleteEndpointRow(tx, { workspaceId: ctx.workspaceId, id }));
  if (!deleted) throw notFound("Webhook endpoint", id);
}

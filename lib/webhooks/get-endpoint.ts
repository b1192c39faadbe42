import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { WebhookEndpointId } from "@/lib/core/ids";
import { findEndpoint, type ListedEndpointRow } from "./repository";

/** @throws AppError `not_found` */
export async function getEndpoint(ctx: Context, id: WebhookEndpointId): Promise<ListedEndpointRow> {
  requireScope(ctx, "webhooks:read");
  const row = await findEndpoint(ctx.db, { workspaceId: ctx.workspaceId, id });
  if (row === null) throw notFound("Webhook endpoint", id);
  return row;
}

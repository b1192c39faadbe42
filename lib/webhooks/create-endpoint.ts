import { type Context, requireScope } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { newSecret } from "./new-secret";
import { countEndpointsAlone, type EndpointRow, insertEndpoint, type ListedEndpointRow } from "./repository";
import type { WebhookSubscription } from "./schema";
import { startFeed } from "./start-feed";

/** Every event of the workspace may become as many requests. */
const ENDPOINTS_MAX = 50;

export type CreateEndpoint = {
  url: string;
  events: WebhookSubscription[];
  description?: string | null | undefined;
  /** Undefined: true. */
  enabled?: boolean | null | undefined;
};

/** @throws AppError `invalid_request` when the workspace has 50 endpoints */
export async function createEndpoint(ctx: Context, input: CreateEndpoint): Promise<ListedEndpointRow> {
  requireScope(ctx, "webhooks:write");
  const at = ctx.now();
  const isEnabled = input.enabled ?? true;
  const row: EndpointRow = {
    id: newId("whend"),
    workspaceId: ctx.workspaceId,
    url: input.url,
    description: input.description ?? "",
    events: [...new Set(input.events)],
    isEnabled,
    disabledReason: isEnabled ? null : "person",
    secret: newSecret(),
    previousSecret: null,
    previousSecretUntil: null,
    failingSince: null,
    failedInRow: 0,
    actorType: ctx.actor.type,
    actorId: ctx.actor.id,
    createdAt: at,
    updatedAt: at,
  };
  await withTransaction(ctx.db, async (tx) => {
    if ((await countEndpointsAlone(tx, ctx.workspaceId)) >= ENDPOINTS_MAX) {
      throw new AppError("invalid_request", `A workspace has at most ${ENDPOINTS_MAX} webhook endpoints: delete one.`);
    }
    await startFeed(ctx, tx, row);
    await insertEndpoint(tx, row);
  });
  return { ...row, lastDelivery: null };
}

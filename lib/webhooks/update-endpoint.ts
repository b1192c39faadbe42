import type { Context } from "@/lib/auth/context";
import { canonicalJson } from "@/lib/core/hash";
import type { WebhookEndpointId } from "@/lib/core/ids";
import { changeEndpoint } from "./change-endpoint";
import { cancelDeliveries } from "./delivery-repository";
import { type EndpointRow, type ListedEndpointRow, updateEndpointRow } from "./repository";
import type { WebhookSubscription } from "./schema";
import { startFeed } from "./start-feed";

/** Left out or null: stays. */
export type UpdateEndpoint = {
  id: WebhookEndpointId;
  url?: string | null | undefined;
  events?: WebhookSubscription[] | null | undefined;
  description?: string | null | undefined;
  enabled?: boolean | null | undefined;
};

/**
 * Changes what is named. Disabling cancels what waits; enabling begins anew, with no failures counted.
 * @throws AppError `not_found`
 */
export async function updateEndpoint(ctx: Context, input: UpdateEndpoint): Promise<ListedEndpointRow> {
  return changeEndpoint(ctx, input.id, async (tx, row) => {
    const changed: EndpointRow = {
      ...row,
      url: input.url ?? row.url,
      events: input.events ? [...new Set(input.events)] : row.events,
      description: input.description ?? row.description,
      ...enabledFields(row, input.enabled ?? row.isEnabled),
    };
    if (canonicalJson(changed) === canonicalJson(row)) return;
    await startFeed(ctx, tx, changed);
    await updateEndpointRow(tx, { ...changed, updatedAt: ctx.now() });
    if (row.isEnabled && !changed.isEnabled) await cancelDeliveries(tx, row.id, ctx.now());
  });
}

function enabledFields(row: EndpointRow, isEnabled: boolean): Partial<EndpointRow> {
  if (isEnabled === row.isEnabled) return {};
  return isEnabled
    ? { isEnabled, disabledReason: null, failingSince: null, failedInRow: 0 }
    : { isEnabled, disabledReason: "person" };
}

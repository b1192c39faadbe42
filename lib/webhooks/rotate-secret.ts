import type { Context } from "@/lib/auth/context";
import type { WebhookEndpointId } from "@/lib/core/ids";
import { changeEndpoint } from "./change-endpoint";
import { newSecret } from "./new-secret";
import { type ListedEndpointRow, updateEndpointRow } from "./repository";
import { PREVIOUS_SECRET_MS } from "./rules";

/**
 * Gives the endpoint a new secret. For 24 hours requests are signed with the one before, too; an even older one ends.
 * @throws AppError `not_found`
 */
export async function rotateSecret(ctx: Context, id: WebhookEndpointId): Promise<ListedEndpointRow> {
  return changeEndpoint(ctx, id, async (tx, row) => {
    const at = ctx.now();
    const previousSecretUntil = new Date(at.getTime() + PREVIOUS_SECRET_MS);
    const secrets = { secret: newSecret(), previousSecret: row.secret, previousSecretUntil };
    await updateEndpointRow(tx, { ...row, ...secrets, updatedAt: at });
  });
}

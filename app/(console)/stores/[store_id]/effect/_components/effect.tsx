import { orNotFound } from "@/app/(console)/_present/or-not-found";
import type { EffectAddress } from "@/components/effect/effect-address";
import { EffectFilter } from "@/components/effect/effect-filter";
import { EffectView } from "@/components/effect/effect-view";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { consoleContext } from "@/lib/auth/console-context";
import type { StoreId } from "@/lib/core/ids";
import { getEffect } from "@/lib/effect/get-effect";
import { presentEffect } from "@/lib/effect/present";

const DAY_MS = 86_400_000;

/** Reads on in transcripts that are new, and shows what is known by now. */
export async function Effect({ storeId, address }: { storeId: string; address: EffectAddress }) {
  const ctx = await consoleContext();
  const from = new Date(ctx.now().getTime() - address.days * DAY_MS);
  const effect = presentEffect(
    await orNotFound(getEffect(ctx, { storeId: storeId as StoreId, from, agentId: address.agent ?? undefined })),
  );
  if (effect.session_total === 0) {
    return (
      <EmptyState
        title="No session has had this store attached yet."
        action={<LinkButton href="/sessions">Sessions</LinkButton>}
      >
        Import or record sessions with the store attached: their tool errors, corrections, tokens and grades show here,
        before and after each adoption.
      </EmptyState>
    );
  }
  return (
    <>
      <EffectFilter storeId={storeId} address={address} agents={effect.agents} />
      <EffectView effect={effect} isTable={address.isTable} />
    </>
  );
}

"use server";

import { z } from "zod";
import { loadPageWith } from "@/app/(console)/_present/event-page";
import { toSessionItem } from "@/app/(console)/_present/session-item";
import { AppError } from "@/lib/core/errors";
import { AdoptionId, DreamId, SessionId, StoreId } from "@/lib/core/ids";
import { cancelDream } from "@/lib/dreams/cancel-dream";
import { createDream } from "@/lib/dreams/create-dream";
import { CreateDreamBody, DREAM_SESSIONS_MAX } from "@/lib/dreams/schema";
import { defineAction } from "@/lib/http/define-action";
import { adoptDream } from "@/lib/proposals/adopt-dream";
import { rejectDream } from "@/lib/proposals/reject-dream";
import { AdoptDreamBody, RejectDreamBody, UndoAdoptionBody, UseOutputBody } from "@/lib/proposals/schema";
import { undoAdoption } from "@/lib/proposals/undo-adoption";
import { useOutputStore } from "@/lib/proposals/use-output-store";
import { getSession } from "@/lib/sessions/get-session";

export const launchDreamAction = defineAction(
  z.object({
    store_id: StoreId,
    session_ids: z.array(SessionId).min(1).max(DREAM_SESSIONS_MAX),
    model: z.string().min(1).max(256),
    instructions: CreateDreamBody.shape.instructions,
  }),
  async (ctx, input) => {
    const dream = await createDream(ctx, {
      storeId: input.store_id,
      sessionIds: input.session_ids,
      modelId: input.model,
      instructions: input.instructions,
    });
    return { id: dream.id };
  },
);

export const cancelDreamAction = defineAction(z.object({ dream_id: DreamId }), async (ctx, input) => {
  await cancelDream(ctx, input.dream_id);
  return null;
});

export const adoptDreamAction = defineAction(AdoptDreamBody.extend({ dream_id: DreamId }), async (ctx, input) => {
  const { dream_id, proposal_sha256, confirm_deletions, ...choices } = input;
  await adoptDream(ctx, {
    dreamId: dream_id,
    proposalSha256: proposal_sha256,
    confirmDeletions: confirm_deletions,
    ...choices,
  });
  return null;
});

export const rejectDreamAction = defineAction(RejectDreamBody.extend({ dream_id: DreamId }), async (ctx, input) => {
  await rejectDream(ctx, { dreamId: input.dream_id, reason: input.reason, hunks: input.hunks });
  return null;
});

export const undoAdoptionAction = defineAction(
  UndoAdoptionBody.extend({ adoption_id: AdoptionId }),
  async (ctx, input) => {
    await undoAdoption(ctx, { adoptionId: input.adoption_id, resolutions: input.resolutions });
    return null;
  },
);

export const useOutputStoreAction = defineAction(UseOutputBody.extend({ dream_id: DreamId }), async (ctx, input) => {
  await useOutputStore(ctx, { dreamId: input.dream_id, proposalSha256: input.proposal_sha256 });
  return null;
});

/** Events shown on either side of the one that a quote is from. */
const EVENTS_AROUND = 12;

export const readEvidenceAction = defineAction(
  z.object({ session_id: SessionId, event_id: z.string() }),
  async (ctx, input) => {
    const session = toSessionItem(await getSession(ctx, input.session_id));
    const page = await loadPageWith(ctx, input.session_id, input.event_id);
    if (!page) throw new AppError("not_found", "The transcript no longer holds this event.");
    const at = page.events.findIndex((event) => event.id === input.event_id);
    const events = page.events.slice(Math.max(0, at - EVENTS_AROUND), at + EVENTS_AROUND + 1);
    return { session: { id: session.id, title: session.title }, mounts: session.stores, events };
  },
);

"use server";

import { z } from "zod";
import { DreamId, SessionId, StoreId } from "@/lib/core/ids";
import { cancelDream } from "@/lib/dreams/cancel-dream";
import { createDream } from "@/lib/dreams/create-dream";
import { DREAM_SESSIONS_MAX } from "@/lib/dreams/schema";
import { defineAction } from "@/lib/http/define-action";

export const launchDreamAction = defineAction(
  z.object({
    store_id: StoreId,
    session_ids: z.array(SessionId).min(1).max(DREAM_SESSIONS_MAX),
    model: z.string().min(1).max(256),
    instructions: z
      .string()
      .max(4_096 * 2)
      .nullable(),
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

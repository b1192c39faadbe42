import { cache } from "react";
import type { Context } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import { getDream } from "@/lib/dreams/get-dream";
import { toDreamItems } from "./dream-item";
import { orNotFound } from "./or-not-found";

/** A dream with what its header shows. Once per request; a missing one shows the "not found" page. */
export const loadDream = cache(async (ctx: Context, dreamId: string) => {
  const row = await orNotFound(getDream(ctx, dreamId as DreamId));
  const [item] = await toDreamItems(ctx, [row]);
  if (!item) throw new Error("one dream in, one out");
  const tokens = row.inputTokens + row.outputTokens + row.cacheCreationInputTokens + row.cacheReadInputTokens;
  return { row, item: { ...item, instructions: row.instructions, session_id: row.sessionId, tokens } };
});

import { type Context, requireScope } from "@/lib/auth/context";
import { nextRuns } from "./cron";
import { cronWords } from "./cron-words";
import { NEXT_RUNS_SHOWN } from "./schema";

/** What a cron means, before anything is saved: its words and its next runs. The cron and the zone have been parsed. */
export function previewRuns(ctx: Context, at: { cron: string; timeZone: string }): { words: string; runs: Date[] } {
  requireScope(ctx, "dreams:read");
  return { words: cronWords(at.cron), runs: nextRuns(at, NEXT_RUNS_SHOWN, ctx.now()) };
}

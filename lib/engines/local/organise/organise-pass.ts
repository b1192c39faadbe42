import { repairLinks } from "@/lib/engines/local/organise/link-repair";
import { moveMisplaced } from "@/lib/engines/local/organise/move-entries";
import { splitFiles } from "@/lib/engines/local/organise/organise-splits";
import type { Pass } from "@/lib/engines/local/pass";

/**
 * Splits files that are too large or hold several named things, moves entries that are beyond doubt in the wrong file, and
 * keeps links right. `kindsOff` may hold `reorganise` (nothing is split or moved) or `organise` (nothing at all).
 */
export const organisePass: Pass = (draft) => {
  if (draft.rules.kindsOff.has("organise")) return;
  if (!draft.rules.kindsOff.has("reorganise")) {
    splitFiles(draft);
    moveMisplaced(draft);
  }
  repairLinks(draft);
};

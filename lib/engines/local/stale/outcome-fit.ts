import type { Subject } from "@/lib/engines/local/stale/outcome-subject";
import type { Ending } from "@/lib/engines/local/stale/outcome-words";
import type { UnfinishedItem } from "@/lib/engines/local/stale/stale-items";

/** An incident that is resolved or a check that is completed is not the fix that was meant. */
const WORK = /\b(?:fix|fixes|patch|hotfix|pr|mr|pull request|merge request)\b/i;
const WORK_ENDINGS = new Set([
  "merged",
  "deployed",
  "released",
  "shipped",
  "landed",
  "rolled out",
  "migrated",
  "fixed",
  "finished",
  "done",
  "lifted",
]);

/**
 * Whether an ending can be that of an unfinished thing: the entry does not say the same already ("merged, rollout in
 * progress"), and without a common id the kind of ending fits the kind of work.
 */
export function fitsPhrase(
  { unit, sentence, phrase, subject }: UnfinishedItem,
  { ended, word }: Ending,
  said: Subject,
): boolean {
  const own = unit.lines.join("\n").toLowerCase();
  const without = own.replace(phrase.old?.toLowerCase() ?? "\u0000", " ");
  if (
    phrase.name !== "condition" &&
    without.includes(word) &&
    new RegExp(`(?<!not )(?<!not yet )(?<!be )\\b${word}\\b`).test(without)
  )
    return false;
  if ([...subject.ids].some((id) => said.ids.has(id))) return true;
  return ended === "cancelled" || !WORK.test(sentence) || WORK_ENDINGS.has(word);
}

import { printable } from "@/lib/core/errors";
import type { Finding } from "@/lib/engines/types";
import { counted, finishCheck } from "./finish-check";
import { isIndexPath } from "./index-files";
import type { Check, CheckItem } from "./types";

/** An index speaks of nothing but the files of the store, and the links check compares it with them. */
function isIndexing({ kind, anchors }: Finding): boolean {
  return kind === "organise" && anchors.length > 0 && anchors.every(({ path }) => isIndexPath(path));
}

function placeOf({ anchors, rationale }: Finding): CheckItem {
  const [anchor] = anchors;
  const message = `A finding names neither a quote nor a line of the store: ${printable(rationale)}`;
  const proposed = anchor?.proposedLines[0];
  if (proposed === undefined && anchor?.baseLines[0] !== undefined)
    return { path: anchor.path, side: "base", line: anchor.baseLines[0], message };
  return { path: anchor?.path ?? "", side: "proposed", line: proposed ?? 0, message };
}

/**
 * Each quote was looked up in its event before the proposal was kept; one with a false quote never gets here. What is left
 * to tell are findings that name neither a quote nor a line of the store.
 */
export function checkQuotes(findings: Finding[]): Check {
  const quotes = findings.reduce((sum, { evidence }) => sum + evidence.length, 0);
  const items = findings
    .filter(({ state, evidence, sources }) => state === "proposed" && evidence.length + sources.length === 0)
    .filter((finding) => !isIndexing(finding))
    .map(placeOf);
  if (items.length > 0) {
    const names = items.length === 1 ? "names" : "name";
    return finishCheck(
      "quotes",
      "warn",
      `${counted(items.length, "finding")} ${names} neither a quote nor a line of the store.`,
      items,
    );
  }
  const summary =
    quotes === 0
      ? "No finding quotes a transcript."
      : `${counted(quotes, "quote")} ${quotes === 1 ? "stands in its event" : "stand in their events"}.`;
  return finishCheck("quotes", "pass", summary);
}

import { printable } from "@/lib/core/errors";
import { hasManagedNotes } from "@/lib/engines/local/managed/managed-notes";
import { readStamp } from "@/lib/engines/local/notes/note-stamp";
import { maskSecrets } from "@/lib/engines/local/text/secrets";
import type { Finding } from "@/lib/engines/types";
import { factKey, standingRows } from "./fact-atoms";
import { counted, finishCheck } from "./finish-check";
import { keptSection } from "./index-files";
import { type LineFact, lineFacts } from "./line-facts";
import type { Change, ChangedFile } from "./read-change";
import { wordsOfLine } from "./standing-lines";
import type { Check, CheckItem } from "./types";

type Place = { path: string; line: number };
type Found = Place & LineFact;

const placeKey = ({ path, line }: Place) => `${line} ${path}`;

/** True when a line says when it was noted, by a stamp or by a mark: "noted 5 times since" keeps the dates of all five. */
function isDated(line: string): boolean {
  const { at, since } = readStamp(line.replace(/^\s*(?:[-*+•]\s+)?/, ""));
  return at !== null || since !== null;
}

/** Base lines in whose place a finding writes a line with a date of its own: when they were noted is told by that one. */
function datedAnew({ files }: Change, findings: Finding[]): Set<string> {
  const texts = new Map(files.map((file) => [file.path, file.proposedLines]));
  const places = new Set<string>();
  for (const { state, anchors } of findings) {
    if (state !== "proposed" || anchors.every(({ baseLines }) => baseLines.length === 0)) continue;
    const writesDate = anchors.some(({ path, proposedLines }) =>
      proposedLines.some((line) => isDated(texts.get(path)?.[line - 1] ?? "")),
    );
    if (!writesDate) continue;
    for (const { path, baseLines } of anchors) for (const line of baseLines) places.add(placeKey({ path, line }));
  }
  return places;
}

/** What dreams count on by themselves, and their index, are no facts of anybody. */
function isKeptByDreams(file: ChangedFile): (line: number) => boolean {
  const section = keptSection(file.basePath ?? file.path, file.baseLines);
  const isCounted = !file.isRemoved && hasManagedNotes(file.base) && hasManagedNotes(file.proposed);
  return (line) => {
    if (section !== null && line >= section.first && line <= section.last) return true;
    return isCounted && /^(?:<!-- reverie:|- Seen: )/.test(file.baseLines[line - 1] ?? "");
  };
}

function factsOf(file: ChangedFile, kept: ReadonlySet<string>, dated: ReadonlySet<string>): Found[] {
  const path = file.basePath ?? file.path;
  const isKept = isKeptByDreams(file);
  return file.removed.flatMap((line): Found[] => {
    const text = file.baseLines[line - 1] ?? "";
    // A mark that says what the line was before may go by itself.
    if ((kept.has(wordsOfLine(text)) && !text.includes("(previously ")) || isKept(line)) return [];
    const isDatedAnew = dated.has(placeKey({ path, line }));
    return lineFacts(text)
      .filter(({ stamp }) => stamp === null || !isDatedAnew)
      .map((fact) => ({ ...fact, path, line }));
  });
}

/**
 * Facts of removed lines (numbers with what they count, names, identifiers, dates) that no text of the result holds, each
 * at the first line that said it. What a stale note said is listed too: a person should see what goes.
 */
export function checkLoss(change: Change, findings: Finding[], kept: ReadonlySet<string>): Check {
  const dated = datedAnew(change, findings);
  const facts = change.files.flatMap((file) => factsOf(file, kept, dated));
  const standing = standingRows(
    facts.length === 0 ? [] : change.result.values(),
    facts.flatMap(({ ways }) => ways),
  );
  const lost = new Map<string, CheckItem>();
  for (const { path, line, text, ways } of facts) {
    const keys = ways.map(factKey);
    const [key = ""] = keys;
    if (lost.has(key) || keys.some((way) => standing.has(way))) continue;
    const message = `Nowhere in the result: ${printable(maskSecrets(text))}`;
    lost.set(key, { path, side: "base", line, message });
  }
  if (lost.size === 0) return finishCheck("loss", "pass", lossSummary(facts.length));
  const is = lost.size === 1 ? "is" : "are";
  return finishCheck(
    "loss",
    "warn",
    `${counted(lost.size, "number, name or date", "numbers, names or dates")} of the store ${is} nowhere in the result.`,
    [...lost.values()],
  );
}

function lossSummary(count: number): string {
  return count === 0
    ? "No number, name or date goes."
    : `Each of ${counted(count, "number, name or date", "numbers, names and dates")} of the changed lines still stands somewhere.`;
}

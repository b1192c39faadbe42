import { numberHits } from "@/lib/safety/number-hits";
import { INSTRUCTION_THRESHOLD } from "@/lib/safety/reads-as-instruction";
import { scanText } from "@/lib/safety/scan-text";
import { scanTextDeep } from "@/lib/safety/scan-text-deep";
import type { SafetyHit, SafetyKind } from "@/lib/safety/types";
import type { Change, ChangedFile } from "./read-change";
import { standingLines } from "./standing-lines";

/** Something unsafe in a new line of a file, or, with line 0, in its new path. */
export type UnsafePlace = { path: string; line: number; kind: SafetyKind; rule: string; confidence: number };

/** As the local engine holds its own new text to (lib/engines/local/draft/find-unsafe). */
const CONFIDENCE_MIN: Record<SafetyKind, number> = {
  secret: 0.5,
  personal_data: 0.5,
  hidden_character: 0.5,
  instruction: INSTRUCTION_THRESHOLD,
};
/** Looking a text up reads the whole store. Beyond so many different ones they count as new: one warning more or less is all the same then. */
const LOOK_UPS_MAX = 300;

/** Addresses of hosts are no data of persons here: what happened to which server is what notes are about. */
function isUnsafe({ kind, rule, confidence }: SafetyHit): boolean {
  return rule !== "ip_address" && confidence >= CONFIDENCE_MIN[kind];
}

/** Whether a text stood in the snapshot: first in the file that is changed, then anywhere. */
function knownIn({ base }: Change): (text: string, file: ChangedFile) => boolean {
  const known = new Map<string, boolean>();
  return (text, file) => {
    if (file.base.includes(text)) return true;
    const before = known.get(text);
    if (before !== undefined || known.size >= LOOK_UPS_MAX) return before ?? false;
    const found = [...base.values()].some((content) => content.includes(text));
    known.set(text, found);
    return found;
  };
}

/** Added lines that follow each other, from `first` on. */
type Run = { first: number; lines: string[] };

function runsOf({ added, proposedLines }: ChangedFile): Run[] {
  const runs: Run[] = [];
  for (const line of added) {
    const run = runs.at(-1);
    const text = proposedLines[line - 1] ?? "";
    if (run && run.first + run.lines.length === line) run.lines.push(text);
    else runs.push({ first: line, lines: [text] });
  }
  return runs;
}

type FoundHit = SafetyHit & { line: number; text: string };

/** Hits in the new lines of a run: over the whole run, since a key may take many lines, and line by line, as engines look. */
async function hitsIn(run: Run, isNew: (line: string) => boolean): Promise<FoundHit[]> {
  if (!run.lines.some(isNew)) return [];
  const text = run.lines.join("\n");
  const found: FoundHit[] = [];
  for (const hit of numberHits(text, await scanTextDeep(text))) {
    const piece = text.slice(hit.start, hit.end);
    const last = hit.line + piece.split("\n").length - 1;
    // Of the lines that it spans, the first new one is told.
    for (let line = hit.line; line <= last; line += 1) {
      if (!isNew(run.lines[line - 1] ?? "")) continue;
      found.push({ ...hit, line: run.first + line - 1, text: piece });
      break;
    }
  }
  if (run.lines.length === 1) return found;
  for (const [index, line] of run.lines.entries()) {
    if (!isNew(line)) continue;
    const hits = scanText(line);
    found.push(...hits.map((hit) => ({ ...hit, line: run.first + index, text: line.slice(hit.start, hit.end) })));
  }
  return found;
}

async function hitsInPath({ path, basePath }: ChangedFile): Promise<FoundHit[]> {
  if (path === basePath) return [];
  const hits = await scanTextDeep(path);
  return hits.map((hit) => ({ ...hit, line: 0, text: path.slice(hit.start, hit.end) }));
}

/** The texts of all added lines that were no line of the snapshot, word for word. */
function newTexts({ files, base }: Change): Set<string> {
  const keyOf = (line: string) => line.replace(/\r$/, "");
  const wanted = new Set(
    files.flatMap(({ added, proposedLines }) => added.map((line) => proposedLines[line - 1] ?? "")),
  );
  for (const text of wanted) if (text.trim() === "") wanted.delete(text);
  for (const text of standingLines(base.values(), wanted, keyOf)) wanted.delete(text);
  return wanted;
}

/**
 * Secrets, personal data, hidden characters and instructions in lines and paths that a proposal adds, by path and line; of
 * several of a kind in a line the surest. Neither a line nor a piece of one that stood anywhere in the snapshot is new.
 */
export async function unsafePlaces(change: Change): Promise<UnsafePlace[]> {
  const texts = newTexts(change);
  const isNew = (line: string) => texts.has(line);
  const isKnown = knownIn(change);
  const places: UnsafePlace[] = [];
  for (const file of change.files) {
    if (file.isRemoved) continue;
    const hits = await hitsInPath(file);
    for (const run of runsOf(file)) hits.push(...(await hitsIn(run, isNew)));
    const surest = new Map<string, UnsafePlace>();
    for (const hit of hits) {
      const { kind, rule, line, confidence } = hit;
      const key = `${line} ${kind}`;
      if (!isUnsafe(hit) || confidence <= (surest.get(key)?.confidence ?? 0) || isKnown(hit.text, file)) continue;
      surest.set(key, { path: file.path, line, kind, rule, confidence });
    }
    places.push(...[...surest.values()].sort((a, b) => a.line - b.line));
  }
  return places;
}

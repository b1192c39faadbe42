import { diff3Merge } from "node-diff3";
import { splitLines } from "@/lib/diff/lines";

/** The texts of a file in conflict; null where there is no file. */
export type LaneSides = {
  path: string;
  reason: string;
  base: string | null;
  live: string | null;
  livePath: string | null;
  liveSha256: string | null;
  proposed: string | null;
};

/** What a person wants the file to hold; null: no file. `start` is what nobody has confirmed yet. */
export type LaneResult = {
  content: string | null;
  how: "start" | "store" | "proposal" | "hand";
  /** Of the store's text that was seen with it. */
  liveSha256: string | null;
};

/** A file that an answer of 409 names, with the hunks of it that were asked for. */
export type RefusedFile = LaneSides & { hunkIds: string[] };

/** Pairs of equal lines that a merge looks at: beyond, its time runs away. */
const PAIRS_MAX = 2_000_000;

/**
 * The file with what fits together merged, and where both changed the same lines those of one side, or of both, the
 * store's first. A side without a file gives way to the other unless it is the one to keep.
 */
export function mergeSides({ base, live, proposed }: LaneSides, keep: "store" | "proposal" | "both"): string | null {
  if (live === null || proposed === null) {
    if (keep === "both") return live ?? proposed;
    return keep === "store" ? live : proposed;
  }
  const sides = { base: splitLines(base ?? ""), live: splitLines(live), proposed: splitLines(proposed) };
  if (pairCount(sides) > PAIRS_MAX) return keep === "proposal" ? proposed : live;
  const merged = diff3Merge(sides.live, sides.base, sides.proposed, { excludeFalseConflicts: true });
  return merged
    .flatMap(({ ok, conflict }) => {
      if (ok) return ok;
      if (!conflict) return [];
      if (keep === "both") return [...withNewline(conflict.a), ...conflict.b];
      return keep === "store" ? conflict.a : conflict.b;
    })
    .join("");
}

/** Lines after which others can follow. */
function withNewline(lines: string[]): string[] {
  return lines.map((line) => (line.endsWith("\n") ? line : `${line}\n`));
}

/** Where both sides changed the same lines. */
export function conflictCount({ base, live, proposed }: LaneSides): number {
  if (live === null || proposed === null) return 1;
  const sides = { base: splitLines(base ?? ""), live: splitLines(live), proposed: splitLines(proposed) };
  if (pairCount(sides) > PAIRS_MAX) return 1;
  const regions = diff3Merge(sides.live, sides.base, sides.proposed, { excludeFalseConflicts: true });
  return regions.filter((region) => region.conflict).length;
}

function pairCount({ base, live, proposed }: Record<"base" | "live" | "proposed", string[]>): number {
  const counts = new Map<string, number>();
  for (const line of base) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...live, ...proposed].reduce((sum, line) => sum + (counts.get(line) ?? 0), 0);
}

export function startResult(sides: LaneSides): LaneResult {
  return { content: mergeSides(sides, "both"), how: "start", liveSha256: sides.liveSha256 };
}

/** Whether a person has said how the conflict ends, seeing what the store holds now. */
export function isSettled(result: LaneResult | undefined, sides: Pick<LaneSides, "liveSha256">): boolean {
  return result !== undefined && result.how !== "start" && result.liveSha256 === sides.liveSha256;
}

/** The files that an answer of 409 names, when it names any. */
export function refusedFiles(extra: Record<string, unknown>): RefusedFile[] {
  if (!Array.isArray(extra.conflicts)) return [];
  return extra.conflicts.flatMap((each: unknown) => {
    if (typeof each !== "object" || each === null) return [];
    const fields = each as Record<string, unknown>;
    const text = (key: string) => (typeof fields[key] === "string" ? fields[key] : null);
    const path = text("path");
    if (path === null) return [];
    return {
      path,
      reason: text("reason") ?? "It changed meanwhile.",
      base: text("base_content"),
      live: text("live_content"),
      livePath: text("live_path"),
      liveSha256: text("live_sha256"),
      proposed: text("proposed_content"),
      hunkIds: Array.isArray(fields.hunk_ids) ? fields.hunk_ids.filter((id) => typeof id === "string") : [],
    };
  });
}

import { createHash } from "node:crypto";
import type { FindingKind } from "./types";
import { withoutMarks } from "./without-marks";

/** `sources`: the memory's lines that it is about. `added`: the lines that it writes. */
export type Fingerprinted = { kind: FindingKind; sources: string[]; added: string[] };

/**
 * What a finding says, whatever its ids and counts: SHA-256, hex. Marks of dreams and digits do not count, since both move with
 * every session.
 */
export function findingFingerprint({ kind, sources, added }: Fingerprinted): string {
  const said = [...new Set([...sources, ...added].map(wordsOf))].filter((line) => line !== "").sort();
  return createHash("sha256")
    .update(JSON.stringify([kind, said]))
    .digest("hex");
}

function wordsOf(line: string): string {
  return withoutMarks(line).toLowerCase().replace(/\d+/g, "#").replace(/\s+/g, " ").trim();
}

import type { Finding } from "@/lib/engines/types";
import type { CheckName } from "@/lib/proposals/schema";
import { aFinding } from "@/lib/testing/proposals";
import { checkProposal } from "./check-proposal";
import { bytesGone, type DeletionShare, shareOf } from "./deletion-share";
import { readChange } from "./read-change";
import { keptWords } from "./standing-lines";
import type { Check, CheckedMemory, CheckInput, ProposalChecks } from "./types";

export const aNote = (path: string, ...lines: string[]): CheckedMemory => ({ path, content: `${lines.join("\n")}\n` });

/** A note that a person wrote by hand, every line. */
export const aPersonsNote = (path: string, ...lines: string[]): CheckedMemory => ({
  ...aNote(path, ...lines),
  origins: [{ line: 1, at: "2026-11-01T08:00:00.000Z", byPerson: true }],
});

/** Moves or changes a file; without lines it goes. */
export const aChange = (path: string, ...lines: string[]) => ({
  path,
  fromPath: null,
  content: lines.length === 0 ? null : `${lines.join("\n")}\n`,
});

/** A finding that names these lines of one file, and rests on a line of the store. */
export function aNaming(path: string, proposedLines: number[], baseLines: number[] = []): Finding {
  const sources = [{ path, line: 1, text: "a line" }];
  return aFinding({ sources, anchors: [{ path, baseLines, proposedLines }] });
}

export function check(input: Partial<CheckInput>): Promise<ProposalChecks> {
  return checkProposal({ memories: [], files: [], findings: [], memoriesMax: 2000, ...input });
}

/** One of the checks, by name. */
export async function checkNamed(name: CheckName, input: Partial<CheckInput>): Promise<Check> {
  const { checks } = await check(input);
  const found = checks.find((one) => one.check === name);
  if (!found) throw new Error(`no check ${name}`);
  return found;
}

/** How much a proposal takes away. */
export function deletionShare(input: Pick<CheckInput, "memories" | "files">): DeletionShare {
  const change = readChange(input.memories, input.files);
  return shareOf(change, bytesGone(change, keptWords(change)));
}

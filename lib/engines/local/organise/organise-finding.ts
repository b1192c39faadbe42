import type { Draft } from "@/lib/engines/local/draft/draft";
import { type NewFinding, propose } from "@/lib/engines/local/draft/propose";
import type { FindingState } from "@/lib/engines/types";

/** What a person is told in one dream; more would not be read. */
const TOLD_MAX = 50;

type Found = Omit<NewFinding, "kind" | "evidence">;

/**
 * Adds an organise finding. What was only seen is told once, and at most 50 things are.
 * @returns the state, or null when it is told already or too much is
 */
export function proposeOrganise(draft: Draft, found: Found): FindingState | null {
  const told = draft.findings.filter(
    ({ kind, state }, number) => kind === "organise" && state !== "proposed" && !draft.superseded.has(number),
  );
  if (told.some(({ rationale }) => rationale === found.rationale)) return null;
  if (found.leftAlone !== undefined && told.length >= TOLD_MAX) return null;
  return propose(draft, { kind: "organise", evidence: [], ...found });
}

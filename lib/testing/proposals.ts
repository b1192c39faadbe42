import type { Finding, Proposal } from "@/lib/engines/types";
import type { ProposalChecks } from "@/lib/proposals/checks/types";

/** A finding with a change and nothing behind it, but for what is given. */
export function aFinding(parts: Partial<Finding> = {}): Finding {
  return {
    kind: "merge",
    state: "proposed",
    reason: null,
    rationale: "Two notes say the same.",
    confidence: 0.5,
    evidence: [],
    sources: [],
    anchors: [],
    suggestion: [],
    fingerprint: "0".repeat(64),
    ...parts,
  };
}

/** A proposal that changes nothing, but for what is given. */
export function aProposal(parts: Partial<Proposal> = {}): Proposal {
  const churn = { filesAdded: 0, filesModified: 0, filesRemoved: 0, linesAdded: 0, linesRemoved: 0 };
  return {
    findings: [],
    files: [],
    instructions: [],
    churn: { ...churn, bytesBefore: 0, bytesAfter: 0 },
    ...parts,
  };
}

/** The checks of a proposal that nobody has checked. */
export const NO_CHECKS: ProposalChecks = { checks: [], warnings: [] };

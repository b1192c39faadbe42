import type { FindingKind, FindingResource } from "@/lib/proposals/schema";

export type FindingGroups = {
  /** In the engine's order. */
  proposed: FindingResource[];
  off: FindingResource[];
  leftAlone: { kind: FindingKind; findings: FindingResource[] }[];
  leftAloneCount: number;
};

/** Findings by what became of them; those left alone by kind, in the order in which the kinds first come. */
export function groupFindings(findings: FindingResource[]): FindingGroups {
  const leftAlone = new Map<FindingKind, FindingResource[]>();
  for (const finding of findings) {
    if (finding.state !== "left_alone") continue;
    const group = leftAlone.get(finding.kind);
    if (group) group.push(finding);
    else leftAlone.set(finding.kind, [finding]);
  }
  return {
    proposed: findings.filter((finding) => finding.state === "proposed"),
    off: findings.filter((finding) => finding.state === "off"),
    leftAlone: [...leftAlone].map(([kind, group]) => ({ kind, findings: group })),
    leftAloneCount: findings.filter((finding) => finding.state === "left_alone").length,
  };
}

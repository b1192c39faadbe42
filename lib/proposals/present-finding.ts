import type { FindingRow } from "./repository";
import type { FindingResource } from "./schema";

export function presentFinding(row: FindingRow): FindingResource {
  const { id, kind, rationale, confidence, evidence, sources } = row;
  const paths = [...new Set(row.anchors.map((anchor) => anchor.path))];
  return { id, kind, rationale, confidence, evidence, sources, paths };
}

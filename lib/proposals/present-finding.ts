import type { FindingRow } from "./repository";
import type { FindingResource } from "./schema";

export function presentFinding(row: FindingRow): FindingResource {
  const { id, kind, state, reason, rationale, confidence, evidence, sources, suggestion } = row;
  const paths = [...new Set(row.anchors.map((anchor) => anchor.path))];
  return { id, kind, state, reason, rationale, confidence, evidence, sources, paths, suggestion };
}

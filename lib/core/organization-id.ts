import { createHash } from "node:crypto";

const organizations = new Map<string, string>();

/** An organisation is not a thing of ours: the workspace's id as a UUID stands in for it. Computed once for each. */
export function organizationId(workspaceId: string): string {
  const known = organizations.get(workspaceId) ?? toUuid(workspaceId);
  organizations.set(workspaceId, known);
  return known;
}

function toUuid(workspaceId: string): string {
  const hex = createHash("sha256").update(workspaceId).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

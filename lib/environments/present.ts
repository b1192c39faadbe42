import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import type { EnvironmentRow } from "./repository";
import type { EnvironmentResource } from "./schema";

export function presentEnvironment(row: EnvironmentRow): EnvironmentResource {
  return {
    id: row.id,
    type: "environment",
    name: row.name,
    description: row.description,
    config: row.config,
    ...(row.scope === null ? {} : { scope: row.scope }),
    metadata: row.metadata,
    created_at: wireTime(row.createdAt),
    updated_at: wireTime(row.updatedAt),
    archived_at: wireTimeOrNull(row.archivedAt),
  };
}

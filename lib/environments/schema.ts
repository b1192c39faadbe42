import { z } from "zod";
import { EnvironmentId } from "@/lib/core/ids";
import { Metadata, MetadataPatch } from "@/lib/core/metadata";
import { booleanParam, limitParam, PageParam } from "@/lib/core/pagination";
import { Timestamp } from "@/lib/core/time";

export const EnvironmentName = z
  .string({ error: "name must be a text" })
  .min(1, "name must not be empty")
  .meta({ description: "Shown to people.", examples: ["On-call laptops"] });

export const EnvironmentConfig = z
  .looseObject({
    type: z
      .enum(["self_hosted", "cloud"], { error: "config.type must be self_hosted or cloud" })
      .describe("Who runs the tools."),
  })
  .describe("`self_hosted`: a worker of yours runs the tools. `cloud` is stored, but nothing runs it here.");
export type EnvironmentConfig = z.infer<typeof EnvironmentConfig>;

const Scope = z.string().describe("Kept as given.");

export const CreateEnvironmentBody = z.object({
  name: EnvironmentName,
  description: z.string().nullish().describe("For people."),
  config: EnvironmentConfig.nullish(),
  scope: Scope.nullish(),
  metadata: Metadata.nullish(),
});

export const UpdateEnvironmentBody = z.object({
  name: EnvironmentName.nullish(),
  description: z.string().nullish().describe("For people."),
  config: EnvironmentConfig.nullish().describe("The type cannot change."),
  scope: Scope.nullish(),
  metadata: MetadataPatch.nullish().describe('A patch; null or `""` removes a key.'),
});

export const ListEnvironmentsQuery = z.object({
  include_archived: booleanParam(false).describe("Also the archived ones."),
  limit: limitParam(100, 20),
  page: PageParam,
});

export const EnvironmentParams = z.object({ environment_id: EnvironmentId });

export const EnvironmentResource = z
  .strictObject({
    id: EnvironmentId,
    type: z.literal("environment"),
    name: z.string().meta({ description: "Shown to people.", examples: ["On-call laptops"] }),
    description: z.string().nullable().describe("For people."),
    config: EnvironmentConfig,
    scope: Scope.optional(),
    metadata: Metadata,
    created_at: Timestamp,
    updated_at: Timestamp,
    archived_at: Timestamp.nullable().describe("Null while sessions may use the environment."),
  })
  .meta({ id: "Environment", description: "Where the tools of a session run." });
export type EnvironmentResource = z.infer<typeof EnvironmentResource>;

export const DeletedEnvironmentResource = z
  .strictObject({ id: EnvironmentId, type: z.literal("environment_deleted") })
  .meta({ id: "DeletedEnvironment", description: "What is left of an environment." });

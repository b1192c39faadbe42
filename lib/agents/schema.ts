import { z } from "zod";
import { AgentId } from "@/lib/core/ids";
import { Metadata, MetadataPatch } from "@/lib/core/metadata";
import { booleanParam, limitParam, PageParam } from "@/lib/core/pagination";
import { Timestamp, TimestampParam } from "@/lib/core/time";

/** Contract 6. */
export const TOOLS_MAX = 256;
export const MCP_SERVERS_MAX = 20;

export const AgentName = z
  .string({ error: "name must be a text" })
  .min(1, "name must not be empty")
  .meta({ description: "Shown to people.", examples: ["On-call helper"] });

const Typed = z.looseObject({
  type: z.string({ error: "type must be a text" }).describe("Its kind; further keys depend on it."),
});

export const AgentModel = z
  .looseObject({
    id: z
      .string()
      .min(1)
      .meta({ description: "Id of the model.", examples: ["claude-opus-5"] }),
  })
  .describe("The model and its settings: `id`, and `speed`, `effort`, `inference_geo` where set.");
export type AgentModel = z.infer<typeof AgentModel>;

export const AgentModelInput = z
  .union([z.string().min(1), AgentModel], { error: "model must be a model id, or an object with an id" })
  .meta({
    description: "A model id, or an object with `id`, `speed`, `effort`, `inference_geo`.",
    examples: ["claude-opus-5"],
  });
export type AgentModelInput = z.infer<typeof AgentModelInput>;

export const AgentTools = z
  .array(Typed)
  .max(TOOLS_MAX, `tools must have at most ${TOOLS_MAX} items`)
  .meta({ description: "Tools of the agent.", examples: [[{ type: "agent_toolset_20260401" }]] });
export type AgentTools = z.infer<typeof AgentTools>;
export const AgentMcpServers = z
  .array(z.looseObject({}))
  .max(MCP_SERVERS_MAX, `mcp_servers must have at most ${MCP_SERVERS_MAX} items`)
  .meta({ description: "MCP servers of the agent; kept as given.", examples: [[]] });
export type AgentMcpServers = z.infer<typeof AgentMcpServers>;
export const AgentSkills = z
  .array(z.looseObject({}))
  .meta({ description: "Skills of the agent; kept as given.", examples: [[]] });
export type AgentSkills = z.infer<typeof AgentSkills>;
const Multiagent = z.looseObject({}).describe("Whom the agent may call; kept as given.");
const ExecutionIdentity = Typed.meta({
  description: "As whom the agent acts; kept as given.",
  examples: [{ type: "service_account" }],
});

export const CreateAgentBody = z.object({
  name: AgentName,
  model: AgentModelInput,
  description: z.string().nullish().describe("For people."),
  system: z.string().nullish().describe("The system prompt."),
  tools: AgentTools.nullish(),
  mcp_servers: AgentMcpServers.nullish(),
  skills: AgentSkills.nullish(),
  multiagent: Multiagent.nullish(),
  execution_identity: ExecutionIdentity.nullish(),
  metadata: Metadata.nullish(),
});

export const UpdateAgentBody = z.object({
  version: z.int().min(1).nullish().describe("The version the caller expects to change; another one: 409."),
  name: AgentName.nullish(),
  model: AgentModelInput.nullish(),
  description: z.string().nullish().describe('`""` or null clears it.'),
  system: z.string().nullish().describe('`""` or null clears it.'),
  tools: AgentTools.nullish().describe("Replaces all; `[]` or null clears."),
  mcp_servers: AgentMcpServers.nullish().describe("Replaces all; `[]` or null clears."),
  skills: AgentSkills.nullish().describe("Replaces all; `[]` or null clears."),
  multiagent: Multiagent.nullish(),
  execution_identity: ExecutionIdentity.nullish(),
  metadata: MetadataPatch.nullish(),
});

export const ListAgentsQuery = z.object({
  "created_at[gte]": TimestampParam.optional(),
  "created_at[lte]": TimestampParam.optional(),
  include_archived: booleanParam(false).describe("Also the archived ones."),
  limit: limitParam(100, 20),
  page: PageParam,
});

export const ListAgentVersionsQuery = z.object({ limit: limitParam(100, 20), page: PageParam });

export const AgentParams = z.object({ agent_id: AgentId });

export const AgentVersionNumber = z.coerce
  .number({ error: "version must be a whole number from 1" })
  .int("version must be a whole number from 1")
  .min(1, "version must be a whole number from 1")
  .max(2_147_483_647, "version must be a whole number from 1")
  .describe("A version of the agent; the latest unless set.");

export const GetAgentQuery = z.object({ version: AgentVersionNumber.optional() });

/** What a session keeps of its agent, and a thread of its own. */
export const AgentSnapshot = z
  .strictObject({
    id: AgentId,
    type: z.literal("agent"),
    version: z.int().min(1).describe("Counted from 1; moves with every change."),
    name: z.string().meta({ description: "Shown to people.", examples: ["On-call helper"] }),
    description: z.string().nullable().describe("For people."),
    system: z.string().nullable().describe("The system prompt."),
    model: AgentModel,
    tools: z
      .array(Typed)
      .meta({ description: "Tools of the agent.", examples: [[{ type: "agent_toolset_20260401" }]] }),
    mcp_servers: z
      .array(z.looseObject({}))
      .meta({ description: "MCP servers of the agent; as given.", examples: [[]] }),
    skills: AgentSkills,
    multiagent: Multiagent.nullable(),
    execution_identity: ExecutionIdentity,
  })
  .meta({ id: "AgentSnapshot", description: "A version of an agent, as a session or thread used it." });
export type AgentSnapshot = z.infer<typeof AgentSnapshot>;

export const AgentResource = AgentSnapshot.extend({
  metadata: Metadata,
  created_at: Timestamp,
  updated_at: Timestamp,
  archived_at: Timestamp.nullable().describe("Null while sessions may use the agent."),
}).meta({ id: "Agent", description: "A versioned configuration: model, system prompt, tools." });
export type AgentResource = z.infer<typeof AgentResource>;

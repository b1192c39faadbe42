import { z } from "zod";
import {
  AgentMcpServers,
  AgentModelInput,
  AgentName,
  AgentSkills,
  AgentSnapshot,
  AgentTools,
} from "@/lib/agents/schema";
import { AgentId, EnvironmentId, EventId, SessionId, StoreId, ThreadId } from "@/lib/core/ids";
import { Metadata, MetadataPatch } from "@/lib/core/metadata";
import { booleanParam, limitParam, PageParam } from "@/lib/core/pagination";
import { textUpTo } from "@/lib/core/text";
import { Timestamp, TimestampParam } from "@/lib/core/time";
import { EVENT_TYPES } from "@/lib/transcripts/managed-agents-events";

/** Contract 8.4. */
export const RESOURCES_MAX = 8;
export const INSTRUCTIONS_CHARACTERS_MAX = 4_096;
/** Contract 8.3. */
export const INITIAL_EVENTS_MAX = 50;

/** What a session does now. An archived one is terminated, for good. */
export const SessionStatus = z
  .enum(["idle", "running", "rescheduling", "terminated"])
  .describe("What the session does now; an archived one is `terminated`.");
export type SessionStatus = z.infer<typeof SessionStatus>;

const hasNul = (value: unknown): boolean => JSON.stringify(value).includes("\\u0000");
const NUL_RULE = "must not hold the NUL character (U+0000)";
/** Bodies with transcripts may hold NUL, but only in the transcript. */
const withoutNul = <Schema extends z.ZodType>(schema: Schema) => schema.refine((value) => !hasNul(value), NUL_RULE);

const AgentObjectReference = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("agent"),
    id: AgentId,
    version: z.int().min(1).nullish().describe("The latest unless set."),
  }),
  z.object({
    type: z.literal("agent_with_overrides"),
    id: AgentId,
    version: z.int().min(1).nullish().describe("The latest unless set."),
    model: AgentModelInput.nullish(),
    system: z.string().nullish().describe("Instead of the agent's own."),
    tools: AgentTools.nullish(),
    mcp_servers: AgentMcpServers.nullish(),
    skills: AgentSkills.nullish(),
  }),
]);

const AGENT_RULE = "agent must be an agent id, or an object of type agent or agent_with_overrides with an id";
export const AgentReference = z
  .union([AgentId, AgentObjectReference], { error: AGENT_RULE })
  .describe("The agent that runs: its id, or an object that also names a version or overrides.");
export type AgentReference = z.infer<typeof AgentReference>;

export const ResourceAccess = z
  .enum(["read_write", "read_only"], { error: "access must be read_write or read_only" })
  .describe("Whether the session may write to the store.");
export type ResourceAccess = z.infer<typeof ResourceAccess>;

export const SessionResourceInput = z.object({
  type: z.literal("memory_store", {
    error: "type must be memory_store: this server has no sandbox for other resources",
  }),
  memory_store_id: StoreId,
  access: ResourceAccess.nullish().describe("`read_write` unless set."),
  instructions: withoutNul(textUpTo(INSTRUCTIONS_CHARACTERS_MAX, "instructions"))
    .nullish()
    .describe("How this session should use the store; at most 4,096 characters."),
});
export type SessionResourceInput = z.infer<typeof SessionResourceInput>;

const Resources = z
  .array(SessionResourceInput)
  .max(RESOURCES_MAX, `resources must have at most ${RESOURCES_MAX} memory stores`)
  .describe("Memory stores attach at creation only.");

const Budget = z
  .looseObject({ type: z.string().meta({ description: "Its kind; further keys depend on it.", examples: ["tokens"] }) })
  .describe("What the session may spend; kept as given.");

/** Any event; the verb checks its shape by type. */
const EventInput = z
  .looseObject({ type: z.string({ error: "type must be a text" }).describe("One of the API's event types.") })
  .meta({
    description: "An event; further keys depend on its type.",
    examples: [{ type: "user.message", content: [{ type: "text", text: "Who is on call?" }] }],
  });

export const CreateSessionBody = z.object({
  agent: AgentReference,
  environment_id: EnvironmentId,
  title: z.string().nullish().describe("Shown to people."),
  metadata: Metadata.nullish(),
  resources: Resources.nullish(),
  vault_ids: z.array(z.string()).nullish().describe("Kept as given."),
  initial_events: z
    .array(EventInput)
    .max(INITIAL_EVENTS_MAX, `initial_events must have at most ${INITIAL_EVENTS_MAX} events`)
    .nullish()
    .describe("Events that the session starts with."),
  budget: Budget.nullish(),
});

export const UpdateSessionBody = z.object({
  title: z.string().nullish().describe("Shown to people."),
  metadata: MetadataPatch.nullish(),
  agent: z
    .object({ tools: AgentTools.nullish(), mcp_servers: AgentMcpServers.nullish() })
    .nullish()
    .describe("Replaces these of the session's agent, in this session."),
  budget: Budget.nullish().describe("Replaces a budget that was set at creation."),
  vault_ids: z.undefined({ error: "vault_ids cannot be changed" }).optional(),
});

/** An agent that is not known here. */
const NamedAgent = z.object({ name: withoutNul(AgentName), model: withoutNul(AgentModelInput).nullish() });
export type NamedAgent = z.infer<typeof NamedAgent>;

const Title = withoutNul(z.string());
const importFields = {
  title: Title.nullish().describe("Left out: taken from the transcript where it tells one."),
  created_at: Timestamp.nullish().describe("Left out: the time of the first event."),
  agent: z
    .union([AgentId, AgentObjectReference, NamedAgent], { error: `${AGENT_RULE}, or an object with a name` })
    .nullish()
    .describe("The agent that ran, or `{name, model?}` of one that is not known here."),
  resources: Resources.nullish(),
  metadata: withoutNul(Metadata).nullish(),
};

export const ImportSessionBody = z
  .discriminatedUnion(
    "format",
    [
      z.object({
        format: z.literal("managed_agents"),
        ...importFields,
        events: z.array(z.unknown(), { error: "events must be an array" }).meta({
          description: "Events in the shapes of the API.",
          examples: [[{ type: "user.message", content: [{ type: "text", text: "Who is on call?" }] }]],
        }),
      }),
      z.object({
        format: z.literal("claude_code"),
        ...importFields,
        transcript: z
          .string({ error: "transcript must be a text of JSON lines" })
          .describe("A session file, as JSON lines."),
      }),
    ],
    { error: "format must be managed_agents or claude_code" },
  )
  .describe("A finished session from a whole transcript; all or nothing.");
export type ImportSessionBody = z.infer<typeof ImportSessionBody>;

export const ListSessionsQuery = z.object({
  agent_id: z.string().optional().describe("Only sessions of this agent."),
  agent_version: z.coerce
    .number({ error: "agent_version must be a whole number from 1" })
    .int("agent_version must be a whole number from 1")
    .min(1, "agent_version must be a whole number from 1")
    .max(2_147_483_647, "agent_version must be a whole number from 1")
    .optional()
    .describe("Only with `agent_id`."),
  deployment_id: z.string().optional().describe("Only sessions of this deployment; there are none."),
  memory_store_id: z.string().optional().describe("Sessions with that store attached."),
  statuses: z.array(SessionStatus).optional().describe("Only these; all unless set."),
  "created_at[gt]": TimestampParam.optional(),
  "created_at[gte]": TimestampParam.optional(),
  "created_at[lt]": TimestampParam.optional(),
  "created_at[lte]": TimestampParam.optional(),
  include_archived: booleanParam(false).describe("Also the archived ones."),
  order: z.enum(["asc", "desc"], { error: "order must be asc or desc" }).default("desc").describe("By `created_at`."),
  limit: limitParam(100, 20),
  page: PageParam,
});

export const SessionParams = z.object({ session_id: SessionId });

export const MemoryStoreResource = z
  .strictObject({
    type: z.literal("memory_store"),
    memory_store_id: StoreId,
    access: ResourceAccess,
    instructions: z.string().nullable().describe("How the session should use the store."),
    name: z.string().describe("As it was when the store was attached."),
    description: z.string().describe("The store's, as it was then."),
    mount_path: z.string().meta({ description: "Where the agent sees the store.", examples: ["/mnt/memory/team-sre"] }),
  })
  .meta({ id: "SessionMemoryStore", description: "A memory store at the hand of a session." });
export type MemoryStoreResource = z.infer<typeof MemoryStoreResource>;

const Tokens = z.int().min(0);

export const SessionUsage = z
  .looseObject({
    input_tokens: Tokens.optional().describe("Tokens read, without those from a cache."),
    output_tokens: Tokens.optional().describe("Tokens written."),
    cache_read_input_tokens: Tokens.optional().describe("Tokens read from a cache."),
    cache_creation: z
      .strictObject({
        ephemeral_1h_input_tokens: Tokens.describe("For an hour."),
        ephemeral_5m_input_tokens: Tokens.describe("For five minutes."),
      })
      .optional()
      .describe("Tokens written to a cache."),
  })
  .describe("Tokens, summed over the model's calls; empty when the transcript tells none.");
export type SessionUsage = z.infer<typeof SessionUsage>;

export const SessionResource = z
  .strictObject({
    id: SessionId,
    type: z.literal("session"),
    status: SessionStatus,
    title: z.string().nullable().describe("Shown to people."),
    environment_id: EnvironmentId,
    agent: AgentSnapshot.describe("The agent as it was when the session was made."),
    resources: z.array(MemoryStoreResource).describe("Stores in the order of attachment."),
    vault_ids: z.array(z.string()).meta({ description: "As given.", examples: [[]] }),
    metadata: Metadata,
    usage: SessionUsage,
    stats: z.strictObject({}).describe("Nothing is measured yet; every key is optional."),
    budget: Budget.nullable().meta({ description: "What the session may spend; as given.", examples: [null] }),
    outcome_evaluations: z
      .array(z.unknown())
      .meta({ description: "Always empty: nothing evaluates here.", examples: [[]] }),
    deployment_id: z.null().describe("Always null: there are no deployments."),
    created_at: Timestamp,
    updated_at: Timestamp,
    archived_at: Timestamp.nullable().describe("Null until the session is archived."),
  })
  .meta({ id: "Session", description: "The transcript of one run of an agent; its events are read page by page." });
export type SessionResource = z.infer<typeof SessionResource>;

export const SessionPage = z.strictObject({
  data: z.array(SessionResource).describe("The items of this page."),
  next_page: z.string().nullable().describe("Pass it as `page` for the next items; null at the end."),
  prev_page: z.string().nullable().describe("Pass it as `page` for the items before; null at the start."),
});

export const ImportedSessionResource = SessionResource.extend({
  import: z
    .strictObject({
      already_imported: z
        .boolean()
        .describe("The same transcript with the same resources was there; nothing was stored."),
      event_count: z.int().min(0).describe("Events of the session, in all its threads."),
      skipped: z.record(z.string(), z.int()).meta({
        description: "Housekeeping entries of the transcript that were left out, by kind.",
        examples: [{ "file-history-snapshot": 2 }],
      }),
    })
    .describe("What the import did."),
}).meta({ id: "ImportedSession", description: "A session with a note about its import." });
export type ImportedSessionResource = z.infer<typeof ImportedSessionResource>;

export const DeletedSessionResource = z
  .strictObject({ id: SessionId, type: z.literal("session_deleted") })
  .meta({ id: "DeletedSession", description: "What is left of a session." });

export const SendEventsBody = z.object({
  events: z
    .array(EventInput, { error: "events must be an array" })
    .min(1, "events must hold at least one event")
    .describe("In their order."),
});

export const EventResource = z
  .looseObject({
    id: EventId,
    type: z.string().meta({ description: "One of the API's event types.", examples: ["user.message"] }),
    processed_at: Timestamp.nullable().describe("Null while the event waits for the agent."),
  })
  .describe("Further keys by type, as in the API's event types.")
  .meta({ id: "SessionEvent" });
export type EventResource = z.infer<typeof EventResource>;

export const SentEventsResource = z
  .strictObject({ data: z.array(EventResource).describe("The events, with ids.") })
  .meta({ id: "SentEvents", description: "What was sent." });

export const ListThreadEventsQuery = z.object({ limit: limitParam(1000, 100), page: PageParam });

export const ListEventsQuery = ListThreadEventsQuery.extend({
  types: z
    .array(z.string().refine((type) => EVENT_TYPES.includes(type), "types must be event types of the API"))
    .optional()
    .describe("Only events of these types."),
  "created_at[gt]": TimestampParam.optional().describe("Compared with `processed_at`, as the other three."),
  "created_at[gte]": TimestampParam.optional(),
  "created_at[lt]": TimestampParam.optional(),
  "created_at[lte]": TimestampParam.optional(),
  order: z.enum(["asc", "desc"], { error: "order must be asc or desc" }).default("asc").describe("By `processed_at`."),
});

export const ThreadParams = z.object({ session_id: SessionId, thread_id: ThreadId });

export const ListThreadsQuery = z.object({
  statuses: z.array(SessionStatus).optional().describe("Only these; all unless set."),
  limit: limitParam(1000, 1000),
  page: PageParam,
});

export const ThreadResource = z
  .strictObject({
    id: ThreadId,
    type: z.literal("session_thread"),
    session_id: SessionId,
    parent_thread_id: ThreadId.nullable().describe("Null for the primary thread."),
    agent: AgentSnapshot.describe("Who acts in this thread."),
    status: SessionStatus,
    stats: z.null().describe("Always null: nothing is measured."),
    usage: SessionUsage.nullable().describe("Tokens of this thread; null when the transcript tells none."),
    workflow_run_id: z.null().describe("Always null: there are no workflows."),
    created_at: Timestamp,
    updated_at: Timestamp,
    archived_at: Timestamp.nullable(),
  })
  .meta({ id: "SessionThread", description: "One agent's part of a session." });
export type ThreadResource = z.infer<typeof ThreadResource>;

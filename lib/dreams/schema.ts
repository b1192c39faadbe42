import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { AdoptionId, DreamId, SessionId, StoreId, VersionId } from "@/lib/core/ids";
import { booleanParam, limitParam, PageParam } from "@/lib/core/pagination";
import { characterCount } from "@/lib/core/text";
import { Timestamp, TimestampParam } from "@/lib/core/time";

/** Contract 5.3. */
export const DREAM_SESSIONS_MAX = 100;
export const DREAM_INSTRUCTIONS_CHARACTERS_MAX = 4_096;

/**
 * pending -> running -> completed | failed | canceled; pending may also fail or be canceled. The last three are final.
 * Creating makes it pending, the worker moves it on, a caller cancels.
 */
export const DreamStatus = z
  .enum(["pending", "running", "completed", "failed", "canceled"])
  .describe("`completed`, `failed` and `canceled` are final.");
export type DreamStatus = z.infer<typeof DreamStatus>;

/** What a running dream does now. */
export const DreamStage = z.enum(["queued", "snapshot", "reading", "consolidating", "writing", "done"]);
export type DreamStage = z.infer<typeof DreamStage>;

export const ReviewStatus = z.enum(["none", "unchanged", "waiting", "adopted", "rejected", "superseded"]);
export type ReviewStatus = z.infer<typeof ReviewStatus>;

const StoreInput = z.object({ type: z.literal("memory_store"), memory_store_id: StoreId });
const SessionsInput = z.object({
  type: z.literal("sessions"),
  session_ids: z
    .array(SessionId)
    .min(1, "session_ids must name 1 to 100 sessions")
    .max(DREAM_SESSIONS_MAX, "session_ids must name 1 to 100 sessions")
    .refine((ids) => new Set(ids).size === ids.length, "session_ids must not name a session twice")
    .describe("1 to 100 sessions, none of them twice."),
});

export const DreamInputs = z
  .array(z.discriminatedUnion("type", [StoreInput, SessionsInput]))
  .refine(
    (inputs) => inputs.length === 2 && inputs[0]?.type !== inputs[1]?.type,
    'inputs must hold exactly one {"type": "memory_store"} and exactly one {"type": "sessions"}',
  )
  .meta({
    description: "Exactly one memory store and one list of sessions, in any order.",
    examples: [
      [
        { type: "memory_store", memory_store_id: "memstore_01PqTz7mVwKc4hYdR2nBxGfE" },
        { type: "sessions", session_ids: ["sesn_01PqTz7mVwKc4hYdR2nBxGfE"] },
      ],
    ],
  });

const ModelId = z
  .string()
  .refine((id) => id !== "" && characterCount(id) <= 256, "model must be an id of 1 to 256 characters")
  .meta({ description: "Id of an engine of this server.", minLength: 1, maxLength: 256, examples: ["reverie-local"] });
const Speed = z.literal("standard", { error: "model.speed must be standard" }).describe("Always `standard`.");

export const CreateDreamBody = z.object({
  inputs: DreamInputs,
  model: z
    .union([ModelId, z.object({ id: ModelId, speed: Speed.nullish() })], {
      error: (issue) =>
        typeof issue.input === "object" && issue.input !== null && "speed" in issue.input
          ? "model.speed must be standard"
          : "model must be an id of 1 to 256 characters, or {id, speed}",
    })
    .describe("Which engine dreams: its id, or an object with it."),
  instructions: z
    .string()
    .refine(
      (text) => text !== "" && characterCount(text) <= DREAM_INSTRUCTIONS_CHARACTERS_MAX,
      "instructions must have 1 to 4,096 characters; leave them out for none",
    )
    .meta({ minLength: 1, maxLength: DREAM_INSTRUCTIONS_CHARACTERS_MAX })
    .nullish()
    .describe("What to stress; 1 to 4,096 characters."),
  output_behavior: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("create_new") }),
      z.object({ type: z.literal("update_existing"), memory_store_id: StoreId.describe("The input store.") }),
    ])
    .nullish()
    .describe("Where the result goes: into a new store unless set."),
});

export const DreamParams = z.object({ dream_id: DreamId });

export const ListDreamsQuery = z.object({
  statuses: z.array(DreamStatus).optional().describe("Only these; all unless set."),
  "created_at[gt]": TimestampParam.optional(),
  "created_at[lt]": TimestampParam.optional(),
  include_archived: booleanParam(false).describe("Also the archived ones."),
  limit: limitParam(100, 20),
  page: PageParam,
});

/** Our extension: what a person decided about a dream's proposal. */
export const ReviewResource = z
  .strictObject({
    status: ReviewStatus.describe(
      "`waiting` until a person decides; `unchanged` when the dream proposes nothing; `superseded` when the store came to hold all of it in another way.",
    ),
    reviewed_at: Timestamp.nullable().describe("Null while it waits."),
    reviewed_by: ActorResource.nullable().describe("Who decided."),
    reason: z.string().nullable().describe("Why it was rejected, if somebody said."),
    adopted: z
      .array(z.strictObject({ path: z.string().describe("The file."), memory_version_id: VersionId }))
      .describe("The files that were adopted, with the versions that this wrote."),
    left_out: z.array(z.string()).describe("Paths that a person saw and did not adopt."),
    adoptions: z
      .array(
        z.strictObject({
          id: AdoptionId,
          created_at: Timestamp,
          created_by: ActorResource.describe("Who adopted."),
          is_automatic: z.boolean().describe("By the store's policy, without a person."),
          undone_at: Timestamp.nullable().describe("Null while it stands."),
        }),
      )
      .describe("What was brought into the store, oldest first; each can be undone."),
  })
  .meta({ id: "DreamReview", description: "What a person decided about a dream's proposal." });
export type ReviewResource = z.infer<typeof ReviewResource>;

export const DreamResource = z
  .strictObject({
    id: DreamId,
    type: z.literal("dream"),
    status: DreamStatus,
    inputs: z
      .array(z.union([StoreInput, SessionsInput]))
      .describe(
        "As asked for; session ids come back sorted. A proposal of what agents wrote has the memory store alone.",
      ),
    outputs: z
      .array(z.strictObject({ type: z.literal("memory_store"), memory_store_id: StoreId }))
      .describe("The store with the result; empty until there is one."),
    model: z
      .strictObject({ id: z.string().meta({ description: "Its id.", examples: ["reverie-local"] }), speed: Speed })
      .describe("The engine that dreams."),
    instructions: z.string().nullable().describe("As asked for."),
    output_behavior: z
      .union([
        z.strictObject({ type: z.literal("create_new") }),
        z.strictObject({ type: z.literal("update_existing"), memory_store_id: StoreId }),
      ])
      .describe("Where the result goes."),
    session_id: SessionId.nullable().describe("The session that does the work; null until it has started."),
    usage: z
      .strictObject({
        input_tokens: z.int().min(0).describe("Tokens read, without those from a cache."),
        output_tokens: z.int().min(0).describe("Tokens written."),
        cache_creation_input_tokens: z.int().min(0).describe("Tokens written to a cache."),
        cache_read_input_tokens: z.int().min(0).describe("Tokens read from a cache."),
      })
      .describe("Tokens of the model; all zero with the local engine, which has none."),
    error: z
      .strictObject({
        type: z.string().meta({ description: "Kind of failure; an open set.", examples: ["timeout"] }),
        message: z.string().describe("For people."),
      })
      .nullable()
      .describe("Why it failed; null unless `failed`."),
    created_at: Timestamp,
    ended_at: Timestamp.nullable().describe("Null until the status is final."),
    archived_at: Timestamp.nullable().describe("Null until the dream is archived."),
    review: ReviewResource.optional().describe("Our extension; there once the dream has a proposal."),
  })
  .meta({
    id: "Dream",
    description: "A job that reads a store and transcripts and proposes a better state of the store.",
  });
export type DreamResource = z.infer<typeof DreamResource>;

import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { DreamId, SessionId, StoreId, VersionId } from "@/lib/core/ids";
import { booleanParam, limitParam, PageParam } from "@/lib/core/pagination";
import { characterCount } from "@/lib/core/text";
import { Timestamp } from "@/lib/core/time";

/** Contract 5.3. */
export const DREAM_SESSIONS_MAX = 100;
export const DREAM_INSTRUCTIONS_CHARACTERS_MAX = 4_096;

/**
 * pending -> running -> completed | failed | canceled; pending may also fail or be canceled. The last three are final.
 * Creating makes it pending, the worker moves it on, a caller cancels.
 */
export const DreamStatus = z.enum(["pending", "running", "completed", "failed", "canceled"]);
export type DreamStatus = z.infer<typeof DreamStatus>;

/** What a running dream does now. */
export const DreamStage = z.enum(["queued", "snapshot", "reading", "consolidating", "writing", "done"]);
export type DreamStage = z.infer<typeof DreamStage>;

export const ReviewStatus = z.enum(["none", "unchanged", "waiting", "adopted", "rejected"]);
export type ReviewStatus = z.infer<typeof ReviewStatus>;

const StoreInput = z.object({ type: z.literal("memory_store"), memory_store_id: StoreId });
const SessionsInput = z.object({
  type: z.literal("sessions"),
  session_ids: z
    .array(SessionId)
    .min(1, "session_ids must name 1 to 100 sessions")
    .max(DREAM_SESSIONS_MAX, "session_ids must name 1 to 100 sessions")
    .refine((ids) => new Set(ids).size === ids.length, "session_ids must not name a session twice"),
});

export const DreamInputs = z
  .array(z.discriminatedUnion("type", [StoreInput, SessionsInput]))
  .refine(
    (inputs) => inputs.length === 2 && inputs[0]?.type !== inputs[1]?.type,
    'inputs must hold exactly one {"type": "memory_store"} and exactly one {"type": "sessions"}',
  );

const ModelId = z
  .string()
  .refine((id) => id !== "" && characterCount(id) <= 256, "model must be an id of 1 to 256 characters");
const Speed = z.literal("standard", { error: "model.speed must be standard" });

export const CreateDreamBody = z.object({
  inputs: DreamInputs,
  model: z.union([ModelId, z.object({ id: ModelId, speed: Speed.nullish() })], {
    error: (issue) =>
      typeof issue.input === "object" && issue.input !== null && "speed" in issue.input
        ? "model.speed must be standard"
        : "model must be an id of 1 to 256 characters, or {id, speed}",
  }),
  instructions: z
    .string()
    .refine(
      (text) => text !== "" && characterCount(text) <= DREAM_INSTRUCTIONS_CHARACTERS_MAX,
      "instructions must have 1 to 4,096 characters; leave them out for none",
    )
    .nullish(),
  output_behavior: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("create_new") }),
      z.object({ type: z.literal("update_existing"), memory_store_id: StoreId }),
    ])
    .nullish(),
});

export const DreamParams = z.object({ dream_id: DreamId });

export const ListDreamsQuery = z.object({
  statuses: z.array(DreamStatus).optional(),
  "created_at[gt]": Timestamp.optional(),
  "created_at[lt]": Timestamp.optional(),
  include_archived: booleanParam(false),
  limit: limitParam(100, 20),
  page: PageParam,
});

/** Our extension: what a person decided about a dream's proposal. */
export const ReviewResource = z
  .strictObject({
    status: ReviewStatus.describe("`waiting` until a person decides; `unchanged` when the dream proposes nothing."),
    reviewed_at: Timestamp.nullable(),
    reviewed_by: ActorResource.nullable(),
    reason: z.string().nullable(),
    adopted: z
      .array(z.strictObject({ path: z.string(), memory_version_id: VersionId }))
      .describe("The files that were adopted, with the versions that this wrote."),
    left_out: z.array(z.string()).describe("Paths that a person saw and did not adopt."),
  })
  .meta({ id: "DreamReview" });
export type ReviewResource = z.infer<typeof ReviewResource>;

export const DreamResource = z
  .strictObject({
    id: DreamId,
    type: z.literal("dream"),
    status: DreamStatus,
    inputs: z.array(z.union([StoreInput, SessionsInput])).describe("Session ids come back sorted."),
    outputs: z.array(z.strictObject({ type: z.literal("memory_store"), memory_store_id: StoreId })),
    model: z.strictObject({ id: z.string(), speed: Speed }),
    instructions: z.string().nullable(),
    output_behavior: z.union([
      z.strictObject({ type: z.literal("create_new") }),
      z.strictObject({ type: z.literal("update_existing"), memory_store_id: StoreId }),
    ]),
    session_id: SessionId.nullable().describe("The session that does the work; null until it has started."),
    usage: z.strictObject({
      input_tokens: z.int(),
      output_tokens: z.int(),
      cache_creation_input_tokens: z.int(),
      cache_read_input_tokens: z.int(),
    }),
    error: z.strictObject({ type: z.string(), message: z.string() }).nullable(),
    created_at: Timestamp,
    ended_at: Timestamp.nullable(),
    archived_at: Timestamp.nullable(),
    review: ReviewResource.optional().describe("Our extension; there once the dream has a proposal."),
  })
  .meta({ id: "Dream" });
export type DreamResource = z.infer<typeof DreamResource>;

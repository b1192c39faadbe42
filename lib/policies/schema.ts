import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { StoreId } from "@/lib/core/ids";
import { Timestamp } from "@/lib/core/time";
import { FindingKind } from "@/lib/proposals/schema";

export const PolicyReview = z
  .enum(["review_required", "auto_adopt"])
  .describe(
    "`review_required`: a person decides on every proposal. `auto_adopt`: changes of `kinds` are adopted alone.",
  );
export type PolicyReview = z.infer<typeof PolicyReview>;

export const AgentWrites = z
  .enum(["direct", "review"])
  .describe(
    "`direct`: what agents write is in the store at once. `review`: it waits in a proposal until a person adopts it. Agents are all callers but people in the console.",
  );
export type AgentWrites = z.infer<typeof AgentWrites>;

/** How many proposals a kind has to prove itself with unless the policy says otherwise. */
export const ADOPTED_UNCHANGED_MIN_DEFAULT = 3;

const AdoptedUnchangedMin = z
  .int("adopted_unchanged_min must be a whole number from 0 to 1000")
  .min(0, "adopted_unchanged_min must be a whole number from 0 to 1000")
  .max(1_000, "adopted_unchanged_min must be a whole number from 0 to 1000")
  .describe(
    `A kind is adopted alone only after people adopted that many proposals of it in a row unchanged; 0 to 1,000, ${ADOPTED_UNCHANGED_MIN_DEFAULT} unless set.`,
  );

const Kinds = z.array(FindingKind).describe("Kinds of findings whose changes may be adopted without a person.");

const KindProgress = z
  .strictObject({
    kind: FindingKind,
    decided: z.int().min(0).describe("Decided proposals with this kind that were looked at: the newest ones."),
    adopted_unchanged: z
      .int()
      .min(0)
      .describe("Those of them of which every change of this kind was adopted as proposed."),
    is_ready: z.boolean().describe("Whether enough were adopted unchanged."),
  })
  .meta({ id: "StorePolicyProgress", description: "How far people have come to trust a kind of findings." });
export type KindProgress = z.infer<typeof KindProgress>;

export const PolicyResource = z
  .strictObject({
    type: z.literal("store_policy"),
    memory_store_id: StoreId,
    review: PolicyReview,
    kinds: Kinds,
    adopted_unchanged_min: AdoptedUnchangedMin,
    agent_writes: AgentWrites,
    off_reason: z
      .string()
      .nullable()
      .describe("Why the server itself went back to `review_required`; null when a person chose."),
    updated_at: Timestamp.nullable().describe("Null until it is set."),
    updated_by: ActorResource.nullable().describe("Who set it last; null until it is set."),
    progress: z.array(KindProgress).describe("Every kind, in a fixed order."),
  })
  .meta({ id: "StorePolicy", description: "What may be adopted into a store without a person." });
export type PolicyResource = z.infer<typeof PolicyResource>;

export const SetPolicyBody = z.strictObject({
  review: PolicyReview.optional(),
  kinds: Kinds.optional(),
  adopted_unchanged_min: AdoptedUnchangedMin.optional(),
  agent_writes: AgentWrites.optional(),
});

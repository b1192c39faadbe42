import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { DreamId, FindingId, RejectionId, StoreId } from "@/lib/core/ids";
import { limitParam, PageParam } from "@/lib/core/pagination";
import { Timestamp } from "@/lib/core/time";
import { FindingKind } from "./schema";

export const RejectionResource = z
  .strictObject({
    id: RejectionId,
    type: z.literal("rejected_finding"),
    memory_store_id: StoreId,
    kind: FindingKind,
    rationale: z.string().describe("What the finding said, in a sentence or two; for people."),
    reason: z.string().nullable().describe("Why it was turned down; null when nobody said."),
    dream_id: DreamId.describe("The dream that proposed it."),
    finding_id: FindingId.describe("The finding of that dream."),
    created_at: Timestamp.describe("When it was turned down."),
    created_by: ActorResource.describe("Who turned it down."),
    revoked_at: Timestamp.nullable().describe("When it was allowed again; null while it stands."),
  })
  .meta({
    id: "RejectedFinding",
    description: "A finding that was turned down: dreams of the store do not propose it again without new evidence.",
  });
export type RejectionResource = z.infer<typeof RejectionResource>;

export const RejectionParams = z.object({ store_id: StoreId, rejection_id: RejectionId });

export const ListRejectionsQuery = z.object({ limit: limitParam(100, 20), page: PageParam });

import type { Action } from "@/components/ui/action";
import type { AdoptBody, RejectBody, UndoBody } from "./dream-diff";
import type { ReadEvidence } from "./evidence-drawer";

export type AdoptDream = Action<AdoptBody & { dream_id: string }>;
export type RejectDream = Action<RejectBody & { dream_id: string }>;
export type UndoAdoption = Action<UndoBody & { adoption_id: string }>;
export type UseOutputStore = Action<{ dream_id: string; proposal_sha256: string }>;

/** What a review can ask of the server. */
export type ReviewActions = { adopt: AdoptDream; reject: RejectDream; readEvidence: ReadEvidence };

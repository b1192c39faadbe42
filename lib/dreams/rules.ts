import type { z } from "zod";
import { AppError } from "@/lib/core/errors";
import type { CreateDream } from "./create-dream";
import type { DreamRow } from "./repository";
import type { CreateDreamBody, DreamStatus } from "./schema";

const FINAL: ReadonlySet<DreamStatus> = new Set(["completed", "failed", "canceled"]);

/** A final status never changes again (contract 5.4). */
export function isFinal(status: DreamStatus): boolean {
  return FINAL.has(status);
}

/** Whether a cancel changes anything. @throws AppError `invalid_request` when the dream has ended otherwise */
export function decideCancel(dream: Pick<DreamRow, "id" | "status">): "cancel" | "unchanged" {
  if (dream.status === "canceled") return "unchanged";
  if (isFinal(dream.status)) {
    throw new AppError(
      "invalid_request",
      `Dream ${dream.id} is ${dream.status}: only a pending or running dream can be canceled.`,
    );
  }
  return "cancel";
}

/** Whether archiving changes anything. @throws AppError `invalid_request` while the dream is at work */
export function decideArchive(dream: Pick<DreamRow, "id" | "status" | "archivedAt">): "archive" | "unchanged" {
  if (!isFinal(dream.status)) {
    throw new AppError("invalid_request", `Dream ${dream.id} is ${dream.status}: cancel it before archiving it.`);
  }
  return dream.archivedAt === null ? "archive" : "unchanged";
}

/** The one store and the one list of sessions of a request's inputs, in whichever order they came. */
export function readInputs(body: z.infer<typeof CreateDreamBody>): CreateDream {
  const store = body.inputs.find((input) => input.type === "memory_store");
  const sessions = body.inputs.find((input) => input.type === "sessions");
  if (store === undefined || sessions === undefined) throw new Error("inputs were not parsed");
  const behavior = body.output_behavior;
  return {
    storeId: store.memory_store_id,
    sessionIds: sessions.session_ids,
    modelId: typeof body.model === "string" ? body.model : body.model.id,
    instructions: body.instructions,
    updateStoreId: behavior?.type === "update_existing" ? behavior.memory_store_id : undefined,
  };
}

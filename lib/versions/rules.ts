import type { Actor } from "@/lib/core/actor";
import { AppError } from "@/lib/core/errors";

/** `redacted_by` is never a session (contract 4.1). @throws AppError `permission` */
export function requirePersistentActor(actor: Actor): void {
  if (actor.type === "session_actor") {
    throw new AppError("permission", "A session may not redact: use an API key or a person's sign-in.");
  }
}

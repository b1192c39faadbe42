import { AppError } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";

/** The conflict of contract 3.4: a path is taken, or lies above or below another memory's. */
export function pathConflict(path: string, blocker: { id: string; path: string }): AppError {
  const message =
    blocker.path === path
      ? `The path ${path} is taken by another memory.`
      : `The path ${path} is blocked by the memory at ${blocker.path}: a path is a file or a directory, not both.`;
  return new AppError("path_conflict", message, {
    extra: { conflicting_memory_id: blocker.id, conflicting_path: blocker.path },
  });
}

/** The current hash is not disclosed: the caller has to read what is there now. */
export function contentChanged(): AppError {
  return new AppError("precondition_failed", "The memory's content has changed; read it again before writing.");
}

/** Contract 3.6: what is there stays readable, editable and deletable. */
export function storeFull(storeId: StoreId, max: number): AppError {
  return new AppError(
    "invalid_request",
    `Memory store ${storeId} is full: it would hold more than ${max} memories, the most a store may hold.`,
  );
}

/** A memory's history is strictly increasing in time, also when two processes' clocks differ by a little. */
export function laterThan(at: Date, last: Date): Date {
  return at > last ? at : new Date(last.getTime() + 1);
}

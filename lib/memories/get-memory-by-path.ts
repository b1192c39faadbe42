import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, notFound, printable } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import { ancestorsOf, type MemoryPath } from "./path";
import { findMemoryAtPath, type MemoryAtPath, type MemoryRow } from "./repository";

/**
 * The memory that lives at a path, with its content.
 * @throws AppError `not_found`, which names what is nearest to the path
 */
export async function getMemoryByPath(ctx: Context, input: { storeId: StoreId; path: MemoryPath }): Promise<MemoryRow> {
  requireScope(ctx, "memories:read");
  const found = await findMemoryAtPath(ctx.db, {
    workspaceId: ctx.workspaceId,
    storeId: input.storeId,
    path: input.path,
    above: [input.path, ...ancestorsOf(input.path)],
  });
  if (found === null) throw notFound("Memory store", input.storeId);
  if (found.memory !== null) return found.memory;
  throw new AppError("not_found", nothingAt(input.path, found.nearest));
}

function nothingAt(path: string, nearest: MemoryAtPath["nearest"]): string {
  const missing = `No memory lives at ${printable(path)}`;
  if (nearest === null) return `${missing}, nor does a directory above it; list the store to see what is there.`;
  const name = printable(nearest.path);
  if (nearest.isMemory) return `${missing}: ${name} is a memory, so nothing can live below it.`;
  const what = nearest.path === path ? "it is a directory" : `the nearest directory is ${name}/`;
  return `${missing}: ${what}; list it with path_prefix=${name}/.`;
}

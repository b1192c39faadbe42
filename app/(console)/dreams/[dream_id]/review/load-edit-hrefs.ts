import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import { getMemoryByPath } from "@/lib/memories/get-memory-by-path";
import { MemoryPath } from "@/lib/memories/path";
import type { DreamDiffResource } from "@/lib/proposals/schema";

/** Enough for what one reads; others are found by their path. */
const PATHS_MAX = 50;

/** Where files are edited that the proposal leaves alone but a finding, which is off, would change. By path. */
export async function loadEditHrefs(ctx: Context, diff: DreamDiffResource): Promise<Record<string, string>> {
  const inProposal = new Set(diff.files.map((file) => file.path));
  const named = diff.findings.flatMap((finding) => finding.suggestion.map((suggestion) => suggestion.path));
  const paths = [...new Set(named)].filter((path) => !inProposal.has(path)).slice(0, PATHS_MAX);
  const found = await Promise.all(paths.map(async (path) => [path, await findHref(ctx, diff, path)] as const));
  return Object.fromEntries(found.flatMap(([path, href]) => (href === null ? [] : [[path, href]])));
}

/** Null for a file that is gone by now. */
async function findHref(ctx: Context, diff: DreamDiffResource, path: string): Promise<string | null> {
  const parsed = MemoryPath.safeParse(path);
  if (!parsed.success) return null;
  try {
    const memory = await getMemoryByPath(ctx, { storeId: diff.memory_store_id, path: parsed.data });
    return `/stores/${diff.memory_store_id}/files/${memory.id}?view=edit`;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

import type { Context } from "@/lib/auth/context";
import { findContentHashes, type Part } from "./find-repository";
import type { Search } from "./search";

/** Texts of one part: each may be up to 100 KiB, and is rewritten in memory. */
const HASHES_PER_PART = 50;

/** Everything that is searched for in memories and files of dreams, in parts of a bounded size. */
export async function* eachPart(ctx: Context, search: Search): AsyncGenerator<Part> {
  if (search.type === "memory_version_ids") {
    yield { by: "content", hashes: search.hashes.slice(0, HASHES_PER_PART), versionIds: search.versionIds };
    for (let at = HASHES_PER_PART; at < search.hashes.length; at += HASHES_PER_PART) {
      yield { by: "content", hashes: search.hashes.slice(at, at + HASHES_PER_PART), versionIds: [] };
    }
    return;
  }
  const { patterns } = search;
  for (let after = ""; ; ) {
    const hashes = await findContentHashes(ctx.db, ctx.workspaceId, { patterns, after, limit: HASHES_PER_PART });
    const last = hashes.at(-1);
    if (last !== undefined) yield { by: "content", hashes, versionIds: [] };
    if (last === undefined || hashes.length < HASHES_PER_PART) break;
    after = last;
  }
  yield { by: "path", patterns };
}

import type { Context } from "@/lib/auth/context";
import { findContentHashes, type Part } from "./find-repository";
import type { Search } from "./search";

/** Texts of one part: each may be up to 100 KiB, and is rewritten in memory. */
const HASHES_PER_PART = 50;
/** Each look may read every text of the workspace (0.5 s for 100,000), so it had better find many. */
const HASHES_PER_LOOK = 10_000;

/** Everything that is searched for in memories and files of dreams, in parts of a bounded size. */
export async function* eachPart(ctx: Context, search: Search): AsyncGenerator<Part> {
  if (search.type === "memory_version_ids") {
    yield { by: "version", versionIds: search.versionIds, except: search.hashes };
    yield* partsOf(search.hashes);
    return;
  }
  const { patterns } = search;
  for (let after = ""; ; ) {
    const hashes = await findContentHashes(ctx.db, ctx.workspaceId, { patterns, after, limit: HASHES_PER_LOOK });
    yield* partsOf(hashes);
    const last = hashes.at(-1);
    if (last === undefined || hashes.length < HASHES_PER_LOOK) break;
    after = last;
  }
  yield { by: "path", patterns };
}

function* partsOf(hashes: string[]): Generator<Part> {
  for (let at = 0; at < hashes.length; at += HASHES_PER_PART) {
    yield { by: "content", hashes: hashes.slice(at, at + HASHES_PER_PART) };
  }
}

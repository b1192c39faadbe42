import { cache } from "react";
import { actorId, actorLabel } from "@/components/actors/actor";
import type { TreeFile } from "@/components/memories/build-tree";
import type { StoreListItem } from "@/components/stores/stores-table";
import type { Context } from "@/lib/auth/context";
import { presentActor } from "@/lib/core/actor";
import type { StoreId } from "@/lib/core/ids";
import { listMemories } from "@/lib/memories/list-memories";
import { getStore } from "@/lib/stores/get-store";
import { summarizeStores } from "@/lib/stores/summarize-stores";
import { listVersions } from "@/lib/versions/list-versions";
import { namesWithSessions } from "./actor-names";
import { loadDreamsByStore } from "./dreams-by-store";
import { orNotFound } from "./or-not-found";
import { toStoreItem } from "./store-item";

/** Changes that are looked at to tell the last authors of files. */
const RECENT_VERSIONS = 400;
const AUTHORS_SHOWN_MAX = 3;

/** A store with its counts. Once per request; a missing one shows the "not found" page. */
export const loadStore = cache(async (ctx: Context, storeId: string): Promise<StoreListItem> => {
  const row = await orNotFound(getStore(ctx, storeId as StoreId));
  const [summaries, dreams] = await Promise.all([summarizeStores(ctx, [row.id]), loadDreamsByStore(ctx)]);
  return toStoreItem(row, summaries.get(row.id), dreams);
});

/** Every file of a store with its last authors. Once per request. */
export const loadFiles = cache(async (ctx: Context, storeId: string): Promise<TreeFile[]> => {
  const id = storeId as StoreId;
  const [memories, versions] = await Promise.all([
    listMemories(ctx, { storeId: id, limit: ctx.limits.memoriesPerStoreMax }),
    listVersions(ctx, { storeId: id, limit: RECENT_VERSIONS }),
  ]);
  const actors = versions.data.map((version) => presentActor(version.actorType, version.actorId));
  const names = await namesWithSessions(ctx, actors);
  const authors = new Map<string, TreeFile["authors"]>();
  for (const version of versions.data) {
    const actor = presentActor(version.actorType, version.actorId);
    if (!actor) continue;
    const known = authors.get(version.memoryId) ?? [];
    const author = { id: actorId(actor), label: actorLabel(actor, names) };
    if (known.length < AUTHORS_SHOWN_MAX && !known.some((each) => each.id === author.id)) known.push(author);
    authors.set(version.memoryId, known);
  }
  return memories.data.flatMap(({ memory }) =>
    memory
      ? [
          {
            id: memory.id,
            path: memory.path,
            content_size_bytes: memory.contentBytes,
            authors: authors.get(memory.id) ?? [],
          },
        ]
      : [],
  );
});

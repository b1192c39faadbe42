import type Anthropic from "@anthropic-ai/sdk";
import type { Change, LiveMemory } from "./history";

type Changes = { data: Change[]; next_after: number; has_more: boolean };

/**
 * Follows a store's changes from the first one, until there is nothing new and `isOver`.
 * @param waitSeconds how long an answer may wait for the next change
 */
export async function followChanges(
  api: Anthropic,
  storeId: string,
  { isOver, waitSeconds }: { isOver: () => boolean; waitSeconds: number },
): Promise<Change[]> {
  const changes: Change[] = [];
  for (let after = 0; ; ) {
    // Asked first: what was written until then is in the answer.
    const over = isOver();
    const answer: Changes = await api.get(`/v1/memory_stores/${storeId}/changes`, {
      query: { after, limit: 1_000, view: "full", wait_seconds: over ? 0 : waitSeconds },
    });
    changes.push(...answer.data);
    after = answer.next_after;
    if (over && answer.data.length === 0) return changes;
  }
}

export async function readVersionIds(api: Anthropic, storeId: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const version of api.beta.memoryStores.memoryVersions.list(storeId, { limit: 100 })) ids.push(version.id);
  return ids;
}

export async function readLive(api: Anthropic, storeId: string): Promise<LiveMemory[]> {
  const live: LiveMemory[] = [];
  for await (const entry of api.beta.memoryStores.memories.list(storeId, { limit: 100 })) {
    if (entry.type === "memory") live.push(entry);
  }
  return live;
}

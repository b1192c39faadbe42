import { type Subject, sameSubject } from "@/lib/engines/local/stale/outcome-subject";
import { type UnfinishedItem, unfinishedItems } from "@/lib/engines/local/stale/stale-items";
import { compareText } from "@/lib/engines/local/text/text-lines";
import type { EngineMemory } from "@/lib/engines/types";

/** The unfinished things of a snapshot by the ids and words that name them. */
export type OutcomeIndex = {
  byId: Map<string, UnfinishedItem[]>;
  byWord: Map<string, UnfinishedItem[]>;
  itemCount: number;
};

/** A word that names more things than this names none of them. */
const ITEMS_PER_WORD_MAX = 50;
const ITEMS_PER_ID_MAX = 50;

/** The transcripts of a dream share one snapshot, which is parsed once for all of them. */
const bySnapshot = new WeakMap<EngineMemory[], OutcomeIndex>();

function add(map: Map<string, UnfinishedItem[]>, key: string, item: UnfinishedItem): void {
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}

/** The index of a snapshot, made once. */
export function outcomeIndexOf(memories: EngineMemory[]): OutcomeIndex {
  const known = bySnapshot.get(memories);
  if (known) return known;
  const index: OutcomeIndex = { byId: new Map(), byWord: new Map(), itemCount: 0 };
  for (const { path, content } of [...memories].sort((a, b) => compareText(a.path, b.path))) {
    for (const item of unfinishedItems(path, content)) {
      index.itemCount += 1;
      for (const id of item.subject.ids) add(index.byId, id, item);
      for (const word of item.subject.words) add(index.byWord, word, item);
    }
  }
  bySnapshot.set(memories, index);
  return index;
}

/** The items that a statement may be about, with how surely it is (0 to 1). */
export function itemsAbout(index: OutcomeIndex, said: Subject): { item: UnfinishedItem; certainty: number }[] {
  const candidates = new Set<UnfinishedItem>();
  for (const id of said.ids)
    for (const item of (index.byId.get(id) ?? []).slice(0, ITEMS_PER_ID_MAX)) candidates.add(item);
  const counts = new Map<UnfinishedItem, number>();
  for (const word of said.words) {
    const items = index.byWord.get(word) ?? [];
    if (items.length > ITEMS_PER_WORD_MAX) continue;
    for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  for (const [item, count] of counts) if (count > 1) candidates.add(item);
  return [...candidates].flatMap((item) => {
    const certainty = sameSubject(item.subject, said);
    return certainty > 0 ? [{ item, certainty }] : [];
  });
}

import type { StoreListItem } from "@/components/stores/stores-table";
import { presentActor } from "@/lib/core/actor";
import { wireTime } from "@/lib/core/time";
import { presentStore } from "@/lib/stores/present";
import type { StoreSummary } from "@/lib/stores/summarize-stores";
import type { DreamsByStore } from "./dreams-by-store";

/** A store as the console's lists show it. */
export function toStoreItem(
  row: Parameters<typeof presentStore>[0],
  summary: StoreSummary | undefined,
  dreams: DreamsByStore,
): StoreListItem {
  const { id, name, description, archived_at } = presentStore(row);
  const lastWriteAt = summary?.lastWriteAt ?? null;
  return {
    id,
    name,
    description,
    archived_at,
    file_count: summary?.memoryCount ?? 0,
    size_bytes: summary?.bytes ?? 0,
    last_write: lastWriteAt && {
      at: wireTime(lastWriteAt),
      by: presentActor(summary?.lastActorType ?? null, summary?.lastActorId ?? null),
    },
    waiting_count: dreams.waiting.get(row.id) ?? 0,
    output_of_dream_id: dreams.outputOf.get(row.id) ?? null,
  };
}

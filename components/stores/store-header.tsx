import Link from "next/link";
import type { ReactNode } from "react";
import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { Chip } from "@/components/ui/chip";
import { Id } from "@/components/ui/copy-text";
import { bytesText, plural } from "@/components/ui/number-text";
import { RelativeTime } from "@/components/ui/relative-time";
import type { StoreListItem } from "./stores-table";

type Props = { store: StoreListItem; names: ActorNames; tabs: ReactNode };

/** What a store is, in one line, and its parts as tabs. */
export function StoreHeader({ store, names, tabs }: Props) {
  return (
    <div className="shrink-0 border-b px-4 pt-2.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13 text-ink-2">
        <span>{plural(store.file_count, "file")}</span>
        <span>{bytesText(store.size_bytes)}</span>
        {store.last_write && (
          <span className="inline-flex max-w-full min-w-0 items-center gap-1.5 whitespace-nowrap">
            last write <RelativeTime at={store.last_write.at} /> by{" "}
            <ActorChip actor={store.last_write.by} names={names} />
          </span>
        )}
        {store.output_of_dream_id && (
          <Link href={`/dreams/${store.output_of_dream_id}`} className="text-accent hover:underline">
            result of a dream
          </Link>
        )}
        {store.archived_at && <Chip>archived</Chip>}
        <Id id={store.id} />
      </div>
      {store.description && <p className="mt-0.5 line-clamp-2 max-w-[90ch] text-13 text-ink-3">{store.description}</p>}
      <div className="mt-1.5">{tabs}</div>
    </div>
  );
}

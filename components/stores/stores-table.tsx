import Link from "next/link";
import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { Chip } from "@/components/ui/chip";
import { bytesText, countText } from "@/components/ui/number-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, type Column, Row, rowLinkClass, Table } from "@/components/ui/table";
import type { ActorResource } from "@/lib/core/actor";

export type StoreListItem = {
  id: string;
  name: string;
  description: string;
  archived_at: string | null;
  file_count: number;
  size_bytes: number;
  last_write: { at: string; by: ActorResource | null } | null;
  /** Dreams of this store that wait for a person. */
  waiting_count: number;
  /** The dream that wrote this store, when one did. */
  output_of_dream_id: string | null;
};

const columns = {
  name: { key: "name", label: "Store" },
  files: { key: "files", label: "Files", align: "right", className: "w-20" },
  size: { key: "size", label: "Size", align: "right", className: "w-24", hideBelow: "rail" },
  last: { key: "last", label: "Last write", className: "w-44", hideBelow: "rail" },
  by: { key: "by", label: "By", className: "w-52", hideBelow: "wide" },
} satisfies Record<string, Column>;

export function StoresTable({ stores, names }: { stores: StoreListItem[]; names: ActorNames }) {
  return (
    <Table label="Stores" columns={Object.values(columns)}>
      {stores.map((store) => (
        <Row key={store.id}>
          <Cell column={columns.name}>
            <span className="flex flex-wrap items-center gap-2">
              <Link href={`/stores/${store.id}`} className={rowLinkClass}>
                {store.name}
              </Link>
              {store.waiting_count > 0 && <Chip tone="needs">{store.waiting_count} to review</Chip>}
              {store.output_of_dream_id && <Chip>result of a dream</Chip>}
              {store.archived_at && <Chip>archived</Chip>}
            </span>
            {store.description && <p className="mt-0.5 line-clamp-1 text-ink-3">{store.description}</p>}
          </Cell>
          <Cell column={columns.files}>{countText(store.file_count)}</Cell>
          <Cell column={columns.size}>{bytesText(store.size_bytes)}</Cell>
          <Cell column={columns.last}>
            {store.last_write ? <RelativeTime at={store.last_write.at} /> : <span className="text-ink-3">never</span>}
          </Cell>
          <Cell column={columns.by}>{store.last_write && <ActorChip actor={store.last_write.by} names={names} />}</Cell>
        </Row>
      ))}
    </Table>
  );
}

import Link from "next/link";
import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { Hash } from "@/components/ui/copy-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, type Column, Row, rowLinkClass, Table } from "@/components/ui/table";
import { operationWord, type VersionItem } from "./version-item";

const columns = {
  path: { key: "path", label: "File" },
  operation: { key: "operation", label: "What", className: "w-24" },
  by: { key: "by", label: "Who", className: "w-72", hideBelow: "rail" },
  at: { key: "at", label: "When", className: "w-48" },
  hash: { key: "hash", label: "Content", className: "w-28", hideBelow: "wide" },
} satisfies Record<string, Column>;

type Props = { storeId: string; versions: VersionItem[]; names: ActorNames };

/** Every change of a store, newest first. */
export function VersionsTable({ storeId, versions, names }: Props) {
  return (
    <Table label="Changes of this store" columns={Object.values(columns)}>
      {versions.map((version) => (
        <Row key={version.id}>
          <Cell column={columns.path}>
            <Link
              href={`/stores/${storeId}/files/${version.memory_id}?version=${version.id}`}
              className={`${rowLinkClass} font-mono [overflow-wrap:anywhere]`}
            >
              {version.path ?? <span className="font-sans font-normal text-ink-3 italic">redacted</span>}
            </Link>
          </Cell>
          <Cell column={columns.operation}>{operationWord(version)}</Cell>
          <Cell column={columns.by}>
            <ActorChip actor={version.created_by} names={names} />
          </Cell>
          <Cell column={columns.at}>
            <RelativeTime at={version.created_at} />
          </Cell>
          <Cell column={columns.hash}>{version.content_sha256 && <Hash sha256={version.content_sha256} />}</Cell>
        </Row>
      ))}
    </Table>
  );
}

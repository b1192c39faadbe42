import Link from "next/link";
import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { TextLink } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, type Column, Row, rowLinkClass, Table } from "@/components/ui/table";
import { RestoreButton } from "./restore-button";
import type { RestoreMemory } from "./restore-dialog";
import { deletedTarget } from "./restore-target";
import type { VersionItem } from "./version-item";

const columns = {
  path: { key: "path", label: "File" },
  by: { key: "by", label: "Deleted by", className: "w-72", hideBelow: "rail" },
  at: { key: "at", label: "When", className: "w-32 rail:w-48" },
  restore: { key: "restore", label: <span className="sr-only">Restore</span>, align: "right", className: "w-32" },
} satisfies Record<string, Column>;

type Props = {
  storeId: string;
  /** Versions that record a deletion, newest first. */
  deletions: VersionItem[];
  /** Files that are there now, by path: nothing can come back over them. */
  idByPath: Map<string, string>;
  names: ActorNames;
  restore: RestoreMemory | null;
};

/** Files that are gone, each with a way back. */
export function DeletedFilesTable({ storeId, deletions, idByPath, names, restore }: Props) {
  return (
    <Table label="Deleted files" columns={Object.values(columns)}>
      {deletions.map((deletion) => (
        <Row key={deletion.id}>
          <Cell column={columns.path}>
            <Link
              href={`/stores/${storeId}/files/${deletion.memory_id}`}
              className={`${rowLinkClass} font-mono [overflow-wrap:anywhere]`}
            >
              {deletion.path ?? <span className="font-sans font-normal text-ink-3 italic">redacted</span>}
            </Link>
          </Cell>
          <Cell column={columns.by}>
            <ActorChip actor={deletion.created_by} names={names} />
          </Cell>
          <Cell column={columns.at}>
            <RelativeTime at={deletion.created_at} />
          </Cell>
          <Cell column={columns.restore}>
            <span className="relative z-10">
              <WayBack
                storeId={storeId}
                deletion={deletion}
                thereId={idByPath.get(deletion.path ?? "")}
                restore={restore}
              />
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

type WayBackProps = Pick<Props, "storeId" | "restore"> & { deletion: VersionItem; thereId: string | undefined };

function WayBack({ storeId, deletion, thereId, restore }: WayBackProps) {
  if (thereId) return <TextLink href={`/stores/${storeId}/files/${thereId}`}>there again</TextLink>;
  if (restore === null) return null;
  return (
    <RestoreButton
      label="Restore"
      describedAs={`Restore ${deletion.path ?? "the redacted file"}`}
      target={deletedTarget(storeId, deletion)}
      restore={restore}
    />
  );
}

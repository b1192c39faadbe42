import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { TextLink } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { RestoreButton } from "@/components/versions/restore-button";
import { canRestore, restoreTarget, type VersionedFile } from "@/components/versions/restore-target";
import { operationWord } from "@/components/versions/version-item";
import { restoreMemoryAction } from "../../../../actions";
import type { FilePage } from "./load-file-page";

type Props = { file: FilePage; versioned: VersionedFile; href: string; names: ActorNames };

/** Says that an older text is shown, whose it is, and how to get to the current one. */
export function VersionNote({ file, versioned, href, names }: Props) {
  const version = file.version?.version;
  if (!version) return null;
  const isHead = version.id === file.memory?.memory_version_id;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-panel px-4 py-1.5 text-13 text-ink-2">
      <span className="flex min-w-0 max-w-full flex-wrap items-center gap-x-1.5">
        <span>
          {isHead ? "The current version," : "An older version,"} {operationWord(version)}{" "}
          <RelativeTime at={version.created_at} /> by
        </span>
        <ActorChip actor={version.created_by} names={names} />
      </span>
      {!isHead && (
        <span className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1">
          {file.memory && version.content_sha256 && (
            <TextLink href={`${href}?view=diff&from=${version.id}&to=${file.memory.memory_version_id}`}>
              Compare with now
            </TextLink>
          )}
          {file.memory && <TextLink href={href}>Current text</TextLink>}
          {canRestore(versioned, version) && (
            <RestoreButton label="Restore" target={restoreTarget(versioned, version)} restore={restoreMemoryAction} />
          )}
        </span>
      )}
    </div>
  );
}

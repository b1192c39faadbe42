import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { BlameView } from "@/components/blame/blame-view";
import { Markdown } from "@/components/markdown/markdown";
import { MemoryEditor } from "@/components/memories/memory-editor";
import { RawText } from "@/components/memories/raw-text";
import { SafetyNote } from "@/components/memories/safety-note";
import { MemoryLinks } from "@/components/memories/store-files";
import { countHidden } from "@/components/ui/hidden-characters";
import { LinkButton } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import { plural } from "@/components/ui/number-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { RestoreButton } from "@/components/versions/restore-button";
import { deletedTarget, type VersionedFile } from "@/components/versions/restore-target";
import { VersionCompare } from "@/components/versions/version-compare";
import type { VersionItem } from "@/components/versions/version-item";
import { restoreMemoryAction } from "../../../../actions";
import { createMemoryAction, readMemoryAction, saveMemoryAction } from "../../../actions";
import { FileBar } from "./file-bar";
import type { FilePage } from "./load-file-page";
import { VersionNote } from "./version-note";

type Props = { file: FilePage; versioned: VersionedFile; view: string; href: string; names: ActorNames };

/** The middle of a file's page: what the address asks for. */
export function FileView({ file, versioned, view, href, names }: Props) {
  const lastPath = file.versions.find((version) => version.path !== null)?.path;
  const path = file.version?.version.path ?? file.memory?.path ?? lastPath ?? "redacted";
  return (
    <article aria-label={path} className="flex min-h-full flex-col">
      <FileBar file={file} view={view} href={href} path={path} isArchived={versioned.isArchived} />
      <FileBody file={file} versioned={versioned} view={view} href={href} names={names} path={path} />
    </article>
  );
}

function FileBody({ file, versioned, view, href, names, path }: Props & { path: string }) {
  if (file.compared) return <Comparison compared={file.compared} names={names} />;
  if (view === "diff") return <ChooseTwo file={file} href={href} />;
  if (view === "edit" && file.memory && !file.version) {
    return (
      <MemoryEditor
        key={file.memory.id}
        memory={{ ...file.memory, content: file.memory.content ?? "", seen: file.seen }}
        save={saveMemoryAction}
        read={readMemoryAction}
        create={createMemoryAction}
      />
    );
  }
  return (
    <>
      {file.version && <VersionNote file={file} versioned={versioned} href={href} names={names} />}
      <FileText file={file} versioned={versioned} view={view} href={href} names={names} path={path} />
    </>
  );
}

function FileText({ file, versioned, view, href, names, path }: Props & { path: string }) {
  const version = file.version?.version;
  if (version?.redacted_at) return <RedactedNote version={version} names={names} />;
  if (version?.operation === "deleted" || (!version && !file.memory)) {
    return <DeletedNote file={file} versioned={versioned} />;
  }
  if (file.blame)
    return <BlameView blame={file.blame} openVersionId={version?.id ?? null} fileHref={href} names={names} />;
  const text = file.version?.content ?? file.memory?.content ?? "";
  const rawHref = `${href}?view=raw${version ? `&version=${version.id}` : ""}`;
  if (view === "raw") {
    return (
      <div className="py-3">
        <SafetyNote seen={file.seen} of="this text" rawHref={rawHref} className="mx-4 mb-3" />
        <RawText text={text} />
      </div>
    );
  }
  return (
    <div className="px-6 py-5 max-rail:px-4">
      <HiddenNote text={text} rawHref={rawHref} />
      <SafetyNote seen={file.seen} of="this text" rawHref={rawHref} className="mb-4" />
      {text.trim() === "" ? (
        <p className="text-ink-3">This file is empty.</p>
      ) : (
        <MemoryLinks path={path}>
          <Markdown text={text} />
        </MemoryLinks>
      )}
    </div>
  );
}

function Comparison({ compared, names }: { compared: NonNullable<FilePage["compared"]>; names: ActorNames }) {
  const redacted = [compared.from, compared.to].find(({ version }) => version.redacted_at !== null);
  if (redacted) return <RedactedNote version={redacted.version} names={names} />;
  return <VersionCompare {...compared} names={names} />;
}

function RedactedNote({ version, names }: { version: VersionItem; names: ActorNames }) {
  return (
    <Note className="m-4" title="This version was redacted.">
      Its text and its path are gone for good
      {version.redacted_at && (
        <>
          , since <RelativeTime at={version.redacted_at} />
        </>
      )}
      {version.redacted_by && (
        <>
          , by <ActorChip actor={version.redacted_by} names={names} />
        </>
      )}
      .
    </Note>
  );
}

/** A file that is gone, or the version that says so; the file can be brought back from either. */
function DeletedNote({ file, versioned }: { file: FilePage; versioned: VersionedFile }) {
  const deletion = file.versions.find((version) => version.operation === "deleted");
  return (
    <Note
      className="m-4"
      title="This file was deleted."
      actions={
        deletion &&
        !versioned.isArchived && (
          <RestoreButton
            label="Restore this file"
            target={deletedTarget(versioned.storeId, deletion)}
            restore={restoreMemoryAction}
          />
        )
      }
    >
      Its versions are kept: open one in the list of versions to read it.
    </Note>
  );
}

/** A page that is read could be bent by characters that are not seen; the source shows them. */
function HiddenNote({ text, rawHref }: { text: string; rawHref: string }) {
  const count = countHidden(text);
  if (count === 0) return null;
  return (
    <Note
      tone="needs"
      className="mb-4"
      title={`This text holds ${plural(count, "character")} that cannot be seen.`}
      actions={
        <LinkButton size="sm" href={rawHref}>
          Show them in the source
        </LinkButton>
      }
    />
  );
}

function ChooseTwo({ file, href }: { file: FilePage; href: string }) {
  const [newest, before] = file.versions.filter((version) => version.content_sha256 !== null);
  return (
    <div className="flex flex-col items-start gap-3 p-4">
      <p className="text-ink-2">Tick two versions on the right to compare them.</p>
      {newest && before && (
        <LinkButton size="sm" href={`${href}?view=diff&from=${before.id}&to=${newest.id}`}>
          Compare the newest two
        </LinkButton>
      )}
    </div>
  );
}

import type { ActorNames } from "@/components/actors/actor";
import { Markdown } from "@/components/markdown/markdown";
import { MemoryEditor } from "@/components/memories/memory-editor";
import { RawText } from "@/components/memories/raw-text";
import { MemoryLinks } from "@/components/memories/store-files";
import { countHidden } from "@/components/ui/hidden-characters";
import { LinkButton } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import { plural } from "@/components/ui/number-text";
import { VersionCompare } from "@/components/versions/version-compare";
import { createMemoryAction, readMemoryAction, saveMemoryAction } from "../../../actions";
import { FileBar } from "./file-bar";
import type { FilePage } from "./load-file-page";
import { VersionNote } from "./version-note";

type Props = { file: FilePage; view: string; href: string; names: ActorNames; isArchived: boolean };

/** The middle of a file's page: what the address asks for. */
export function FileView({ file, view, href, names, isArchived }: Props) {
  const path = file.version?.version.path ?? file.memory?.path ?? file.versions[0]?.path ?? "redacted";
  return (
    <article aria-label={path} className="flex min-h-full flex-col">
      <FileBar file={file} view={view} href={href} path={path} isArchived={isArchived} />
      <FileBody file={file} view={view} href={href} names={names} path={path} />
    </article>
  );
}

function FileBody({ file, view, href, names, path }: Omit<Props, "isArchived"> & { path: string }) {
  if (file.compared) return <VersionCompare {...file.compared} names={names} />;
  if (view === "diff") return <ChooseTwo file={file} href={href} />;
  if (view === "edit" && file.memory && !file.version) {
    return (
      <MemoryEditor
        key={file.memory.id}
        memory={{ ...file.memory, content: file.memory.content ?? "" }}
        save={saveMemoryAction}
        read={readMemoryAction}
        create={createMemoryAction}
      />
    );
  }
  const text = file.version ? file.version.content : (file.memory?.content ?? null);
  return (
    <>
      {file.version && <VersionNote file={file} href={href} names={names} />}
      {!file.memory && !file.version && (
        <Note className="m-4" title="This file was deleted.">
          Its versions are kept: open one on the right to read it.
        </Note>
      )}
      {text !== null && view === "raw" && (
        <div className="py-3">
          <RawText text={text} />
        </div>
      )}
      {text !== null && view !== "raw" && (
        <div className="px-6 py-5 max-rail:px-4">
          <HiddenNote
            text={text}
            rawHref={`${href}?view=raw${file.version ? `&version=${file.version.version.id}` : ""}`}
          />
          {text.trim() === "" ? (
            <p className="text-ink-3">This file is empty.</p>
          ) : (
            <MemoryLinks path={path}>
              <Markdown text={text} />
            </MemoryLinks>
          )}
        </div>
      )}
    </>
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

import { MemoryMenu } from "@/components/memories/memory-menu";
import { Hash } from "@/components/ui/copy-text";
import { TextLink } from "@/components/ui/link-button";
import { LinkSegments } from "@/components/ui/link-tabs";
import { bytesText } from "@/components/ui/number-text";
import { deleteMemoryAction, moveMemoryAction } from "../../../actions";
import type { FilePage } from "./load-file-page";

type Props = { file: FilePage; view: string; href: string; path: string; isArchived: boolean };

/** Path, size and the ways to look at a file. */
export function FileBar({ file, view, href, path, isArchived }: Props) {
  const version = file.version?.version;
  const keep = version ? `&version=${version.id}` : "";
  const isDiff = view === "diff" || file.compared !== null;
  const isCurrent = !version || version.id === file.memory?.memory_version_id;
  const canEdit = file.memory !== null && !isArchived && isCurrent;
  const [newest, before] = file.versions.filter((each) => each.content_sha256 !== null);
  const pair = newest && before ? `&from=${before.id}&to=${newest.id}` : "";
  const sha256 = version ? version.content_sha256 : file.memory?.content_sha256;
  const bytes = version ? version.content_size_bytes : file.memory?.content_size_bytes;
  return (
    <div className="sticky top-0 z-10 flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b bg-paper px-4 py-1">
      <TextLink href={href.slice(0, href.indexOf("/files/"))} className="text-13 wide:hidden">
        All files
      </TextLink>
      <h2 title={path} className="min-w-0 truncate font-mono text-13 font-medium">
        {path}
      </h2>
      {bytes !== null && bytes !== undefined && <span className="text-12 text-ink-3">{bytesText(bytes)}</span>}
      {sha256 && <Hash sha256={sha256} />}
      <span className="ml-auto flex items-center gap-2">
        <LinkSegments
          label="How to look at it"
          tabs={[
            {
              href: `${href}?view=read${keep}`,
              label: "Read",
              current: !isDiff && !["raw", "edit", "blame"].includes(view),
            },
            { href: `${href}?view=raw${keep}`, label: "Raw", current: view === "raw" },
            ...(sha256
              ? [{ href: `${href}?view=blame${keep}`, label: "Blame", current: !isDiff && view === "blame" }]
              : []),
            ...(canEdit ? [{ href: `${href}?view=edit`, label: "Edit", current: view === "edit" }] : []),
            { href: `${href}?view=diff${pair}`, label: "Diff", current: isDiff },
          ]}
        />
        {canEdit && file.memory && (
          <MemoryMenu key={file.memory.path} memory={file.memory} move={moveMemoryAction} remove={deleteMemoryAction} />
        )}
      </span>
    </div>
  );
}

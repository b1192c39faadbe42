import Link from "next/link";
import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SearchHitResource } from "@/lib/search/schema";
import { type FileHits, groupHits } from "./group-hits";
import { MarkedText } from "./marked-text";

type Props = { storeId: string; hits: SearchHitResource[]; names: ActorNames };

/** Hits by file; a line leads to its place in the file's source. */
export function SearchHits({ storeId, hits, names }: Props) {
  return (
    <ol aria-label="Files with hits">
      {groupHits(hits).map((group) => (
        <li key={group.file.memory_id} className="border-b">
          <FileHead group={group} href={`/stores/${storeId}/files/${group.file.memory_id}`} names={names} />
          {group.lines.length > 0 && (
            <ol aria-label={`Lines of ${group.file.path}`} className="pb-2 font-mono text-13">
              {group.lines.map((hit) => (
                <li key={hit.line_number}>
                  <HitLine hit={hit} href={`/stores/${storeId}/files/${hit.memory_id}?view=raw#L${hit.line_number}`} />
                </li>
              ))}
            </ol>
          )}
        </li>
      ))}
    </ol>
  );
}

function FileHead({ group: { file, path }, href, names }: { group: FileHits; href: string; names: ActorNames }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-4 pt-2 pb-1">
      <h2 className="min-w-0 font-mono text-13 font-medium [overflow-wrap:anywhere]">
        <Link href={href} className="text-accent underline-offset-2 hover:underline">
          {path && path.line_offset === 0 && path.line === path.path ? (
            <MarkedText text={path.line} ranges={path.ranges} />
          ) : (
            <MarkedText text={file.path} ranges={[]} />
          )}
        </Link>
      </h2>
      <span className="ml-auto inline-flex min-w-0 items-center gap-1.5 text-13 text-ink-3">
        <RelativeTime at={file.updated_at} /> by <ActorChip actor={file.created_by} names={names} />
      </span>
    </div>
  );
}

function HitLine({ hit, href }: { hit: SearchHitResource; href: string }) {
  const shownUpTo = hit.line_offset + [...hit.line].length;
  return (
    // Not a Link: only the browser's own way to an address makes the line its :target.
    <a href={href} className="flex gap-3 py-0.5 pr-4 pl-4 hover:bg-hover">
      <span className="w-10 shrink-0 text-right text-12 leading-5 text-ink-3">
        <span className="sr-only">Line </span>
        {hit.line_number}
      </span>
      <span className="min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {hit.line_offset > 0 && <Cut />}
        <MarkedText text={hit.line} ranges={hit.ranges} />
        {shownUpTo < hit.line_characters && <Cut />}
      </span>
    </a>
  );
}

/** Stands where a long line was cut. */
function Cut() {
  return (
    <span title="The line goes on" className="text-ink-3 select-none">
      {" … "}
    </span>
  );
}

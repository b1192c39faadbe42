import { MoonStar } from "lucide-react";
import Link from "next/link";
import { type ActorNames, actorId, hueOf } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { LinkButton } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import { RelativeTime } from "@/components/ui/relative-time";
import { VisibleText } from "@/components/ui/visible-text";
import type { BlameResource } from "@/lib/history/schema";
import { type BlameGroup, type BlameLine, groupLines } from "./group-lines";

type Props = { blame: BlameResource; openVersionId: string | null; fileHref: string; names: ActorNames };

/** The lines of a text with who wrote them, when, and in which version; `id="L12"` is the anchor of line 12. */
export function BlameView({ blame, openVersionId, fileHref, names }: Props) {
  const { lines, complete, next_page } = blame;
  if (lines.length === 0) return <p className="px-6 py-5 text-ink-3 max-rail:px-4">This file is empty.</p>;
  const keep = openVersionId ? `&version=${openVersionId}` : "";
  return (
    <>
      {!complete && (
        <Note tone="needs" className="m-4" title="Not all versions could be read in time.">
          Lines of the oldest version named here may be older than it.
        </Note>
      )}
      <ol aria-label="Blame">
        {groupLines(lines).map((group) => (
          <Group key={group.origin.line} group={group} fileHref={fileHref} names={names} />
        ))}
      </ol>
      {next_page && (
        <div className="border-t p-3">
          <LinkButton size="sm" href={`${fileHref}?view=blame${keep}&lines=${encodeURIComponent(next_page)}`}>
            Later lines
          </LinkButton>
        </div>
      )}
    </>
  );
}

function Group({ group, fileHref, names }: { group: BlameGroup; fileHref: string; names: ActorNames }) {
  return (
    <li className="relative grid border-b last:border-b-0 rail:grid-cols-[15rem_minmax(0,1fr)]">
      <Hue group={group} />
      <Origin origin={group.origin} fileHref={fileHref} names={names} />
      <ol className="min-w-0 py-1 font-mono text-13">
        {group.lines.map((line) => (
          <Line key={line.line} line={line} />
        ))}
      </ol>
    </li>
  );
}

function Hue({ group: { origin } }: { group: BlameGroup }) {
  if (!origin.created_by) return null;
  return (
    <span
      aria-hidden
      className="hue-dot absolute inset-y-0 left-0 w-0.5"
      style={{ "--hue": hueOf(actorId(origin.created_by)) }}
    />
  );
}

function Origin({ origin, fileHref, names }: { origin: BlameLine; fileHref: string; names: ActorNames }) {
  return (
    <div className="min-w-0 rail:border-r">
      <p className="flex flex-wrap items-center gap-x-2 py-1 pr-3 pl-4 text-12 max-rail:bg-panel rail:sticky rail:top-11">
        <ActorChip actor={origin.created_by} names={names} />
        <Link
          href={`${fileHref}?version=${origin.version_id}`}
          className="text-ink-2 underline-offset-2 hover:text-accent hover:underline"
        >
          <RelativeTime at={origin.created_at} />
        </Link>
        {origin.dream_id && (
          <Link
            href={`/dreams/${origin.dream_id}/review`}
            className="inline-flex items-center gap-1 text-ink-2 underline-offset-2 hover:text-accent hover:underline"
          >
            <MoonStar size={12} aria-hidden /> from a dream
          </Link>
        )}
        {origin.after_redaction && (
          <span className="text-ink-3" title="Versions just before this one were redacted.">
            or in a redacted version before
          </span>
        )}
      </p>
    </div>
  );
}

function Line({ line }: { line: BlameLine }) {
  const text = line.text.replace(/\n$/, "");
  return (
    <li id={`L${line.line}`} className="flex leading-5 target:bg-needs-soft">
      <span className="w-12 shrink-0 pr-4 text-right text-12 leading-5 text-ink-3 select-none">{line.line}</span>
      <span className="min-w-0 flex-1 pr-4 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text ? <VisibleText text={text} /> : "\u200a"}
      </span>
    </li>
  );
}

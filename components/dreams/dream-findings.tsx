import { plural } from "@/components/ui/number-text";
import { type FindingGroups, groupFindings } from "./finding-groups";
import { FindingRow } from "./finding-row";
import { LeftAlone } from "./left-alone";
import type { WireProgress } from "./progress";

type Props = { progress: Pick<WireProgress, "findings" | "transcripts" | "memory_count">; isOver: boolean };

/** What a dream found: what it proposes, what is off, and what it left alone. */
export function DreamFindings({ progress, isOver }: Props) {
  const { findings } = progress;
  const groups = groupFindings(findings);
  const titles = progress.transcripts.map(({ session_id, title }) => [session_id, title] as const);
  const sessionTitles: Record<string, string | null> = Object.fromEntries(titles);
  return (
    <section aria-label="Findings" className="relative min-w-0 max-wide:border-t wide:overflow-y-auto">
      <h2 className="sticky top-0 z-10 border-b bg-paper px-4 py-2.5 text-13 font-medium">
        Findings <span className="text-ink-3">{findings.length}</span>
      </h2>
      <p aria-live="polite" className="sr-only">
        {plural(findings.length, "finding")}
      </p>
      <EmptyText groups={groups} progress={progress} isOver={isOver} />
      <ul>
        {[...groups.proposed, ...groups.off].map((finding) => (
          <FindingRow key={finding.id} finding={finding} sessionTitles={sessionTitles} />
        ))}
      </ul>
      <LeftAlone groups={groups} sessionTitles={sessionTitles} />
    </section>
  );
}

function EmptyText({ groups, progress, isOver }: Props & { groups: FindingGroups }) {
  if (groups.proposed.length + groups.off.length > 0) return null;
  const looked = `${plural(progress.transcripts.length, "session")} and ${plural(progress.memory_count, "memory", "memories")}`;
  const nothing =
    groups.leftAloneCount > 0 ? `Nothing to change was found in ${looked}.` : `Nothing was found in ${looked}.`;
  return <p className="px-4 py-3 text-13 text-ink-3">{isOver ? nothing : "They appear here as they are found."}</p>;
}

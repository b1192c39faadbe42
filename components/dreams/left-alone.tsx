import { ChevronRight } from "lucide-react";
import type { ComponentProps } from "react";
import { countText } from "@/components/ui/number-text";
import type { FindingGroups } from "./finding-groups";
import { FindingKind } from "./finding-kind";
import { FindingRow } from "./finding-row";

type Props = { groups: FindingGroups } & Pick<ComponentProps<typeof FindingRow>, "quoteAction" | "sessionTitles">;

/** What a dream saw and does not propose to change: folded until it is asked for. */
export function LeftAlone({ groups, ...row }: Props) {
  if (groups.leftAloneCount === 0) return null;
  return (
    <details className="group/left border-b">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 px-4 py-2.5 text-13 font-medium -outline-offset-2 hover:bg-panel [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="text-ink-3 group-open/left:rotate-90" />
        Seen, left alone ({countText(groups.leftAloneCount)})
      </summary>
      {groups.leftAlone.map(({ kind, findings }) => (
        <section key={kind} className="border-t">
          <h3 className="flex items-center gap-2 bg-panel px-4 py-1.5 text-12 font-normal text-ink-3">
            <FindingKind kind={kind} /> {countText(findings.length)}
          </h3>
          <ul className="*:last:border-b-0">
            {findings.map((finding) => (
              <FindingRow key={finding.id} finding={finding} isGrouped {...row} />
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}

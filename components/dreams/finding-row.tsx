import type { ReactNode } from "react";
import { CodeSpans } from "@/components/ui/code-spans";
import { plural } from "@/components/ui/number-text";
import type { FindingResource } from "@/lib/proposals/schema";
import { type EvidencePlace, EvidenceQuote } from "./evidence-quote";
import { confidenceText, FindingKind } from "./finding-kind";
import { FindingReason, FindingState } from "./finding-state";
import { SourceLines } from "./source-lines";
import { SuggestedChange } from "./suggested-change";

type Props = {
  finding: FindingResource;
  /** Kind and state stand above, for a whole group. */
  isGrouped?: boolean;
  /** Stands before the link of each quote to its transcript. */
  quoteAction?: ((evidence: EvidencePlace) => ReactNode) | undefined;
  /** Stands under the change that a finding suggests. */
  action?: ReactNode;
  /** Titles of the sessions that quotes are from, where they are known. */
  sessionTitles?: Record<string, string | null> | undefined;
};

/** A finding in a list; opened, it shows what it rests on. */
export function FindingRow({ finding, isGrouped = false, quoteAction, action, sessionTitles = {} }: Props) {
  const { evidence, sources } = finding;
  const basis = evidence.length > 0 ? ` · ${plural(evidence.length, "quote")}` : "";
  const weight = <span>{`${confidenceText(finding.confidence)}${basis}`}</span>;
  return (
    <li className="settle border-b">
      <details>
        <summary className="flex cursor-pointer list-none flex-col gap-1 px-4 py-2 text-13 -outline-offset-2 hover:bg-panel [&::-webkit-details-marker]:hidden">
          {!isGrouped && (
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-ink-3">
              <FindingKind kind={finding.kind} />
              <FindingState finding={finding} />
              {weight}
            </span>
          )}
          <span className="[overflow-wrap:anywhere]">
            <CodeSpans text={finding.rationale} />
          </span>
          <FindingReason finding={finding} />
          {isGrouped && <span className="text-12 text-ink-3">{weight}</span>}
        </summary>
        <div className="flex flex-col gap-2 px-4 pt-1 pb-3">
          <SuggestedChange finding={finding} />
          {action && <div className="flex flex-wrap gap-2">{action}</div>}
          {evidence.map((each) => (
            <EvidenceQuote
              key={`${each.event_id}${each.quote}`}
              evidence={each}
              title={sessionTitles[each.session_id]}
              action={quoteAction?.(each)}
            />
          ))}
          <SourceLines sources={sources} />
          {evidence.length === 0 && (
            <p className="text-13 text-ink-3">Rests on the store itself, not on a transcript.</p>
          )}
        </div>
      </details>
    </li>
  );
}

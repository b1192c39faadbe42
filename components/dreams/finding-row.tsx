import { CodeSpans } from "@/components/ui/code-spans";
import { plural } from "@/components/ui/number-text";
import { EvidenceQuote } from "./evidence-quote";
import { confidenceText, FindingKind } from "./finding-kind";
import type { WireProgress } from "./progress";

/** A finding in a list; opened, it shows what it rests on. */
export function FindingRow({ finding }: { finding: WireProgress["findings"][number] }) {
  return (
    <li className="settle border-b">
      <details>
        <summary className="flex cursor-pointer list-none flex-col gap-1 px-4 py-2 text-13 hover:bg-panel [&::-webkit-details-marker]:hidden">
          <span className="flex items-center gap-2 text-12 text-ink-3">
            <FindingKind kind={finding.kind} />
            {confidenceText(finding.confidence)}
            {finding.evidence.length > 0 && ` · ${plural(finding.evidence.length, "quote")}`}
          </span>
          <span className="[overflow-wrap:anywhere]">
            <CodeSpans text={finding.rationale} />
          </span>
        </summary>
        <div className="flex flex-col gap-2 px-4 pb-3">
          {finding.evidence.map((evidence) => (
            <EvidenceQuote key={`${evidence.event_id}${evidence.quote}`} evidence={evidence} />
          ))}
          {finding.evidence.length === 0 && (
            <p className="text-13 text-ink-3">Rests on the store itself, not on a transcript.</p>
          )}
        </div>
      </details>
    </li>
  );
}

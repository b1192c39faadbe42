import { VisibleText } from "@/components/ui/visible-text";
import type { FindingResource } from "@/lib/proposals/schema";

/** Lines of the snapshot that a finding is about, each with its place. */
export function SourceLines({ sources }: { sources: FindingResource["sources"] }) {
  if (sources.length === 0) return null;
  return (
    <ul aria-label="Lines of the store" className="flex flex-col gap-1 border-l-2 border-line pl-3">
      {sources.map((source) => (
        <li key={`${source.path}:${source.line}`} className="font-mono text-12 leading-5 [overflow-wrap:anywhere]">
          <span className="text-ink-3">
            {source.path}:{source.line}
          </span>{" "}
          <VisibleText text={source.text} />
        </li>
      ))}
    </ul>
  );
}

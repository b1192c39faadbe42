import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { hueOf } from "@/components/actors/actor";
import { sessionTitle } from "@/components/sessions/session-item";
import { VisibleText } from "@/components/ui/visible-text";

export type EvidencePlace = { session_id: string; event_id: string; quote: string };

/** Address of the very event in its transcript, with the words marked. */
export function evidenceHref(evidence: EvidencePlace): string {
  const query = new URLSearchParams({ event: evidence.event_id, quote: evidence.quote });
  return `/sessions/${evidence.session_id}?${query}#${evidence.event_id}`;
}

type Props = {
  evidence: EvidencePlace;
  title?: string | null | undefined;
  /** Stands before the link to the transcript. */
  action?: ReactNode;
};

/** Words out of a transcript, and the way to where they stand. */
export function EvidenceQuote({ evidence, title = null, action }: Props) {
  return (
    <figure
      className="border-l-2 pl-3"
      style={{ borderColor: `oklch(var(--hue-ink) 0.12 ${hueOf(evidence.session_id)})` }}
    >
      <blockquote className="line-clamp-6 font-mono text-12 leading-5 whitespace-pre-wrap text-ink [overflow-wrap:anywhere]">
        <VisibleText text={evidence.quote} />
      </blockquote>
      <figcaption className="mt-0.5 flex flex-wrap items-center gap-x-3 text-12 text-ink-2">
        <span className="min-w-0 flex-1 truncate">{sessionTitle({ id: evidence.session_id, title })}</span>
        {action}
        <Link
          href={evidenceHref(evidence)}
          target="_blank"
          className="inline-flex min-h-6 items-center gap-0.5 text-accent hover:underline"
        >
          transcript
          <ArrowUpRight size={12} role="img" aria-label="(new tab)" />
        </Link>
      </figcaption>
    </figure>
  );
}

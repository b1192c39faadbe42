"use client";

import { useEffect, useRef, useState } from "react";
import { type EvidencePlace, evidenceHref } from "@/components/dreams/evidence-quote";
import type { WireEvent } from "@/components/sessions/event";
import type { Mount } from "@/components/sessions/memory-use";
import { toScript } from "@/components/sessions/script";
import { ScriptView } from "@/components/sessions/script-view";
import { sessionTitle } from "@/components/sessions/session-item";
import type { Action } from "@/components/ui/action";
import { buttonClass } from "@/components/ui/button-style";
import { Drawer } from "@/components/ui/drawer";
import { Note } from "@/components/ui/note";
import { Skeleton } from "@/components/ui/skeleton";
import { useAction } from "@/components/ui/use-action";

export type EvidenceContext = {
  session: { id: string; title: string | null };
  mounts: Mount[];
  /** The event and some before and after it. */
  events: WireEvent[];
};
export type ReadEvidence = Action<{ session_id: string; event_id: string }, EvidenceContext>;

type Props = { evidence: EvidencePlace | null; onClose: () => void; read: ReadEvidence };

/** The place in the transcript that a quote is from, beside the review. */
export function EvidenceDrawer({ evidence, onClose, read }: Props) {
  const { run, isPending, error } = useAction(read);
  const [context, setContext] = useState<EvidenceContext | null>(null);
  const shown = useRef<EvidencePlace | null>(null);

  useEffect(() => {
    if (!evidence || shown.current === evidence) return;
    shown.current = evidence;
    setContext(null);
    run({ session_id: evidence.session_id, event_id: evidence.event_id }, setContext);
  });

  return (
    <Drawer
      title={context ? sessionTitle(context.session) : "Evidence"}
      isOpen={evidence !== null}
      onClose={onClose}
      actions={
        evidence && (
          <a href={evidenceHref(evidence)} target="_blank" rel="noopener" className={buttonClass("default", "sm")}>
            Whole transcript
          </a>
        )
      }
    >
      {error && (
        <Note tone="error" className="m-4">
          {error.message}
        </Note>
      )}
      {isPending && !context && <DrawerSkeleton />}
      {context && evidence && <EvidenceScript context={context} evidence={evidence} />}
    </Drawer>
  );
}

function EvidenceScript({ context, evidence }: { context: EvidenceContext; evidence: EvidencePlace }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    frame.current?.querySelector("[aria-current='location']")?.scrollIntoView({ block: "center" });
  }, []);
  return (
    <div ref={frame} className="py-2">
      <ScriptView
        lines={toScript(context.events, context.mounts)}
        targetId={evidence.event_id}
        quote={evidence.quote}
      />
    </div>
  );
}

function DrawerSkeleton() {
  return (
    <div role="status" aria-label="Reading the transcript" className="flex flex-col gap-4 p-4">
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}

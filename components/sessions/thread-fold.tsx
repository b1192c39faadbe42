"use client";

import { Bot, ChevronRight } from "lucide-react";
import { useState } from "react";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { useAction } from "@/components/ui/use-action";
import type { WireEvent } from "./event";
import type { Mount } from "./memory-use";
import { toScript } from "./script";
import { ScriptView, type ThreadLine } from "./script-view";

/** Events of a sub-agent's thread, a page at a time. */
export type ReadThread = Action<
  { session_id: string; thread_id: string; page?: string | undefined },
  { events: WireEvent[]; next_page: string | null }
>;

type Props = {
  line: ThreadLine;
  sessionId: string;
  mounts: Mount[];
  readThread: ReadThread;
};

/** A sub-agent: one line until it is opened. */
export function ThreadFold({ line, sessionId, mounts, readThread }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [events, setEvents] = useState<WireEvent[] | null>(null);
  const [nextPage, setNextPage] = useState<string | null>(null);
  const { run, isPending, error } = useAction(readThread);
  const load = (page?: string) =>
    run({ session_id: sessionId, thread_id: line.threadId, page }, (thread) => {
      setEvents((known) => [...(known ?? []), ...thread.events]);
      setNextPage(thread.next_page);
    });
  const toggle = () => {
    setOpen(!isOpen);
    if (!isOpen && events === null) load();
  };
  return (
    <div className="min-w-0">
      <Button size="sm" variant="quiet" aria-expanded={isOpen} className="-ml-2" onPress={toggle}>
        <ChevronRight size={13} aria-hidden className={isOpen ? "rotate-90" : ""} />
        <Bot size={14} aria-hidden className="shrink-0 text-ink-3" />
        Sub-agent {line.agentName}
      </Button>
      {isOpen && (
        <div className="mt-1 rounded-md border">
          {error && (
            <Note tone="error" className="m-2">
              {error.message}
            </Note>
          )}
          {events?.length === 0 && <p className="p-3 text-13 text-ink-3">This sub-agent left no events.</p>}
          {events && <ScriptView lines={toScript(events, mounts)} />}
          {(isPending || nextPage) && (
            <Button size="sm" className="m-2" isPending={isPending} onPress={() => load(nextPage ?? undefined)}>
              {isPending ? "Reading…" : "Read on"}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

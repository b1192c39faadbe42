"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { RelativeTime } from "@/components/ui/relative-time";
import { useAction } from "@/components/ui/use-action";
import { DreamFindings } from "./dream-findings";
import { isFinal, toStages, type WireProgress } from "./progress";
import { StageList } from "./stage-list";
import { TranscriptList } from "./transcript-list";
import { useProgress } from "./use-progress";

export type CancelDream = Action<{ dream_id: string }>;

type Props = { initial: WireProgress; at: string; cancel: CancelDream };

/** A dream at work: what it is at, what it reads, what it has found. Coming back shows the same. */
export function DreamProgressView({ initial, at: initialAt, cancel }: Props) {
  const { progress, at, isLive } = useProgress(initial, initialAt);
  const isOver = isFinal(progress.dream.status);
  return (
    <div className="grid min-h-0 flex-1 content-start wide:grid-cols-[18rem_minmax(0,1fr)_minmax(0,1fr)] wide:content-stretch wide:divide-x">
      <section aria-label="Stages" className="flex flex-col gap-3 p-4">
        <h2 className="text-13 font-medium">Stages</h2>
        <StageList stages={toStages(progress)} />
        {!isLive && !isOver && (
          <Note tone="needs" title="The connection is lost.">
            What you see is from <RelativeTime at={at} />. The dream runs on; this page reconnects by itself.
          </Note>
        )}
        {!isOver && <CancelButton dreamId={progress.dream.id} cancel={cancel} />}
      </section>
      <section aria-label="Transcripts" className="min-w-0 max-wide:border-t wide:overflow-y-auto">
        <h2 className="sticky top-0 border-b bg-paper px-4 py-2.5 text-13 font-medium">
          Transcripts <span className="text-ink-3">{progress.transcripts.length}</span>
        </h2>
        <TranscriptList transcripts={progress.transcripts} />
      </section>
      <DreamFindings progress={progress} isOver={isOver} />
    </div>
  );
}

function CancelButton({ dreamId, cancel }: { dreamId: string; cancel: CancelDream }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const { run, isPending, error } = useAction(cancel);
  return (
    <>
      <Button size="sm" className="self-start" onPress={() => setOpen(true)}>
        Cancel dream
      </Button>
      <Dialog title="Cancel this dream?" isOpen={isOpen} onClose={() => setOpen(false)}>
        {error && <Note tone="error">{error.message}</Note>}
        <p className="text-ink-2">Nothing is proposed and the store stays as it is. The run can still be read.</p>
        <DialogActions>
          <Button onPress={() => setOpen(false)}>Let it run</Button>
          <Button
            variant="danger"
            isPending={isPending}
            onPress={() =>
              run({ dream_id: dreamId }, () => {
                setOpen(false);
                router.refresh();
              })
            }
          >
            Cancel dream
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

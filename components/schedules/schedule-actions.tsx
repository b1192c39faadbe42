"use client";

import { Archive, Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorDialog } from "@/components/ui/error-dialog";
import { MenuButton } from "@/components/ui/menu";
import { Note } from "@/components/ui/note";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { TickItem } from "./schedule-item";

type ById<Output = unknown> = Action<{ schedule_id: string }, Output>;

type Props = {
  scheduleId: string;
  isPaused: boolean;
  run: ById<TickItem>;
  pause: ById;
  unpause: ById;
  archive: ById;
};

/** Run now, pause or unpause, archive. What a run came to is said at once and stands in the history. */
export function ScheduleActions({ scheduleId, isPaused, run, pause, unpause, archive }: Props) {
  const router = useRouter();
  const running = useAction(run);
  const pausing = useAction(isPaused ? unpause : pause);
  const [isArchiving, setIsArchiving] = useState(false);
  const input = { schedule_id: scheduleId };
  const onRun = () =>
    running.run(input, (tick) => {
      const { dream_id: dreamId } = tick;
      if (dreamId === null) toast({ text: `Nothing was started: ${tick.reason}.` });
      else
        toast({
          text: "A dream was started.",
          action: { label: "Open", onPress: () => router.push(`/dreams/${dreamId}`) },
        });
      router.refresh();
    });
  return (
    <>
      <Button size="sm" isPending={pausing.isPending} onPress={() => pausing.run(input, () => router.refresh())}>
        {isPaused ? "Unpause" : "Pause"}
      </Button>
      <Button size="sm" variant="primary" isPending={running.isPending} onPress={onRun}>
        Run now
      </Button>
      <MenuButton
        label="More actions"
        icon={<Ellipsis size={15} />}
        entries={[
          {
            id: "archive",
            label: "Archive the schedule",
            icon: <Archive size={14} />,
            danger: true,
            onAction: () => setIsArchiving(true),
          },
        ]}
      />
      <ErrorDialog
        error={running.error ?? pausing.error}
        onClose={() => {
          running.setError(null);
          pausing.setError(null);
        }}
      />
      <ArchiveDialog
        isOpen={isArchiving}
        onClose={() => setIsArchiving(false)}
        archive={archive}
        scheduleId={scheduleId}
      />
    </>
  );
}

type ArchiveProps = { isOpen: boolean; onClose: () => void; archive: ById; scheduleId: string };

function ArchiveDialog({ isOpen, onClose, archive, scheduleId }: ArchiveProps) {
  const router = useRouter();
  const { run, isPending, error } = useAction(archive);
  return (
    <Dialog title="Archive this schedule?" isOpen={isOpen} onClose={onClose} isDismissable={!isPending}>
      <p className="text-13 text-ink-2">
        It starts nothing any more and leaves the list, for good. Its dreams and its history stay; the secret of its
        hook is forgotten.
      </p>
      {error && (
        <Note tone="error" className="mt-3">
          {error.message}
        </Note>
      )}
      <DialogActions>
        <Button onPress={onClose} isDisabled={isPending}>
          Keep it
        </Button>
        <Button
          variant="danger"
          isPending={isPending}
          onPress={() => run({ schedule_id: scheduleId }, () => router.push("/schedules"))}
        >
          Archive the schedule
        </Button>
      </DialogActions>
    </Dialog>
  );
}

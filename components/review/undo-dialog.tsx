"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { plural } from "@/components/ui/number-text";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { isSettled, type LaneResult, type RefusedFile, refusedFiles } from "./conflict-lane";
import type { Adoption, UndoBody } from "./dream-diff";
import { LaneRow, type LaneWanted } from "./lane-row";
import type { UndoAdoption } from "./review-actions";

type Props = { adoption: Adoption | null; onClose: () => void; undo: UndoAdoption };

const FORMER: LaneWanted = {
  title: "As it was before",
  take: "Take what was before",
  settled: "settled: what was before",
  lines: "Take the lines from before",
};

type Lanes = Record<string, LaneResult>;

/** Takes an adoption back; what was written since is merged, or settled here. */
export function UndoDialog({ adoption, onClose, undo }: Props) {
  const [isWide, setWide] = useState(false);
  return (
    <Dialog
      title="Undo this adoption?"
      size={isWide ? "lg" : "sm"}
      isOpen={adoption !== null}
      onClose={() => {
        setWide(false);
        onClose();
      }}
      isDismissable={!isWide}
    >
      {adoption && (
        <UndoForm
          adoption={adoption}
          undo={undo}
          onConflict={() => setWide(true)}
          onClose={() => {
            setWide(false);
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}

type FormProps = { adoption: Adoption; undo: UndoAdoption; onConflict: () => void; onClose: () => void };

function UndoForm({ adoption, undo, onConflict, onClose }: FormProps) {
  const { run, isPending, error, refused, lanes, setLane } = useUndo(undo, onConflict);
  const router = useRouter();
  const open = refused.filter((sides) => !isSettled(lanes[sides.path], sides));
  const press = () =>
    run({ adoption_id: adoption.id, ...resolutionsOf(refused, lanes) }, () => {
      onClose();
      toast({ text: "Undone: the store holds what it held before." });
      router.refresh();
      document.getElementById("main")?.focus();
    });
  return (
    <>
      <p className="text-ink-2">
        {plural(adoption.files.length, "file")} {adoption.files.length === 1 ? "goes" : "go"} back to what{" "}
        {adoption.files.length === 1 ? "it" : "they"} held before. What others wrote since is kept, and the versions
        keep everything. The proposal waits for a review again.
      </p>
      {error && refused.length === 0 && (
        <Note tone="error" className="mt-3">
          {error.message}
        </Note>
      )}
      {refused.length > 0 && (
        <div className="mt-3 overflow-hidden rounded-md border">
          {refused.map((sides) => (
            <LaneRow
              key={sides.path}
              sides={sides}
              wanted={FORMER}
              result={lanes[sides.path]}
              isCurrent={false}
              onResult={(result) => setLane(sides.path, result)}
            />
          ))}
        </div>
      )}
      <DialogActions>
        {open.length > 0 && (
          <span className="mr-auto self-center text-13 text-needs">
            {plural(open.length, "conflict")} left to settle
          </span>
        )}
        <Button onPress={onClose} isDisabled={isPending}>
          Cancel
        </Button>
        <Button variant="danger" autoFocus isPending={isPending} isDisabled={open.length > 0} onPress={press}>
          Undo the adoption
        </Button>
      </DialogActions>
    </>
  );
}

/** The undo with the conflicts that its answers named; what was settled stays, also when the store changes again. */
function useUndo(undo: UndoAdoption, onConflict: () => void) {
  const { run, isPending, error } = useAction(undo);
  const [refused, setRefused] = useState<RefusedFile[]>([]);
  const [lanes, setLanes] = useState<Lanes>({});
  const seen = useRef(error);
  useEffect(() => {
    if (seen.current === error) return;
    seen.current = error;
    const named = refusedFiles(error?.extra ?? {});
    if (named.length === 0) return;
    setRefused((before) => [...new Map([...before, ...named].map((file) => [file.path, file])).values()]);
    onConflict();
  });
  const setLane = (path: string, result: LaneResult) => setLanes((before) => ({ ...before, [path]: result }));
  return { run, isPending, error, refused, lanes, setLane };
}

function resolutionsOf(refused: RefusedFile[], lanes: Lanes): UndoBody {
  const settled = refused.flatMap((sides) => {
    const result = lanes[sides.path];
    if (!result || !isSettled(result, sides)) return [];
    return [[sides.path, { live_sha256: result.liveSha256, content: result.content }] as const];
  });
  return settled.length > 0 ? { resolutions: Object.fromEntries(settled) } : {};
}

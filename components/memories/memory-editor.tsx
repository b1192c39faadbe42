"use client";

import dynamic from "next/dynamic";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { bytesText } from "@/components/ui/number-text";
import { Skeleton } from "@/components/ui/skeleton";
import { ConflictView } from "./conflict-view";
import { EditorNotes } from "./editor-notes";
import { LeaveDialog } from "./leave-dialog";
import { SafetyNote } from "./safety-note";
import type { CreateMemory } from "./store-files";
import { type EditedMemory, type ReadMemory, type SaveMemory, useEditor } from "./use-editor";
import { useLeaveGuard } from "./use-leave-guard";

const CodeEditor = dynamic(() => import("./code-editor"), {
  ssr: false,
  loading: () => <Skeleton className="m-4 h-96" />,
});

const CONTENT_BYTES_MAX = 102_400;

type Props = { memory: EditedMemory; save: SaveMemory; read: ReadMemory; create: CreateMemory };

/** Edits one memory. A save names the text it was based on; when somebody was faster, both texts are shown. */
export function MemoryEditor({ memory, save, read, create }: Props) {
  const editor = useEditor(memory, { save, read });
  const { state, dispatch, isBusy, seenInSaved } = editor;
  const isDirty = state.mine !== state.base.content;
  const guard = useLeaveGuard(isDirty);
  const bytes = new TextEncoder().encode(state.mine).length;
  const canSave = isDirty && bytes <= CONTENT_BYTES_MAX;

  if (state.view === "conflict" && state.theirs) {
    const theirs = state.theirs;
    return (
      <ConflictView
        path={memory.path}
        mine={state.mine}
        theirs={theirs.content}
        isBusy={isBusy}
        onKeepMine={() => editor.save(theirs.sha256)}
        onTakeTheirs={() => dispatch({ type: "took-theirs" })}
        onEditOn={() => dispatch({ type: "went-on" })}
      />
    );
  }
  return (
    <div className="flex flex-1 flex-col">
      <EditorNotes editor={editor} memory={memory} create={create} />
      <div className="flex-1">
        <CodeEditor
          value={state.mine}
          onChange={editor.type}
          onSave={() => canSave && editor.save(state.base.sha256)}
        />
      </div>
      {seenInSaved && <SafetyNote seen={seenInSaved} of="the saved text" className="mx-4 mb-4" />}
      <div className="sticky bottom-0 flex items-center gap-3 border-t bg-paper px-4 py-2 text-13 max-rail:bottom-14">
        <span className={bytes > CONTENT_BYTES_MAX ? "text-removed" : "text-ink-3"}>
          {bytesText(bytes)} of {bytesText(CONTENT_BYTES_MAX)}
          {bytes > CONTENT_BYTES_MAX && ": too long to save"}
        </span>
        <span aria-live="polite" className="flex-1 text-ink-3">
          {isDirty ? "Not saved" : "Saved"}
        </span>
        <LinkButton size="sm" href={`/stores/${memory.memory_store_id}/files/${memory.id}`}>
          Close
        </LinkButton>
        <Button
          size="sm"
          variant="primary"
          isDisabled={!canSave}
          isPending={isBusy}
          onPress={() => editor.save(state.base.sha256)}
        >
          {isBusy ? "Saving…" : "Save"}
        </Button>
      </div>
      <LeaveDialog {...guard} />
    </div>
  );
}

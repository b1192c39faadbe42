"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { setLeaveGuard } from "@/components/ui/leave-guard";
import { Note } from "@/components/ui/note";
import { RelativeTime } from "@/components/ui/relative-time";
import { useAction } from "@/components/ui/use-action";
import type { CreateMemory } from "./store-files";
import type { EditedMemory, useEditor } from "./use-editor";

type Props = { editor: ReturnType<typeof useEditor>; memory: EditedMemory; create: CreateMemory };

/** What the editor has to say above the text: a failed save, a kept draft, a text put aside. */
export function EditorNotes({ editor, memory, create }: Props) {
  const { state, dispatch, draft, error } = editor;
  return (
    <div className="flex flex-col gap-2 p-4 empty:hidden">
      {error && error.code !== "not_found" && (
        <Note tone="error" title="Not saved. Your text is still here.">
          {error.message}
        </Note>
      )}
      {error?.code === "not_found" && <GoneNote text={state.mine} memory={memory} create={create} />}
      {draft && draft.text !== state.mine && (
        <Note
          title="There is a draft that was not saved."
          actions={
            <>
              <Button size="sm" onPress={() => editor.type(draft.text)}>
                Go on with the draft
              </Button>
              <Button size="sm" variant="quiet" onPress={editor.discardDraft}>
                Discard it
              </Button>
            </>
          }
        >
          Typed in this tab <RelativeTime at={draft.at} />.
        </Note>
      )}
      {state.aside !== null && (
        <Note
          title="This is their text. Yours is put aside."
          actions={
            <Button size="sm" onPress={() => dispatch({ type: "restored" })}>
              Bring mine back
            </Button>
          }
        />
      )}
      {state.theirs && (
        <Note
          tone="needs"
          title="Saving writes over a newer text."
          actions={
            <Button size="sm" onPress={() => state.theirs && dispatch({ type: "conflicted", theirs: state.theirs })}>
              Show both
            </Button>
          }
        >
          Theirs stays in the versions.
        </Note>
      )}
    </div>
  );
}

function GoneNote({ text, memory, create }: { text: string; memory: EditedMemory; create: CreateMemory }) {
  const router = useRouter();
  const { run, isPending, error } = useAction(create);
  const storeId = memory.memory_store_id;
  return (
    <Note
      tone="error"
      title="Not saved: this file was deleted meanwhile. Your text is still here."
      actions={
        <Button
          size="sm"
          isPending={isPending}
          onPress={() =>
            run({ store_id: storeId, path: memory.path, content: text }, (created) => {
              setLeaveGuard(null);
              router.push(`/stores/${storeId}/files/${created.id}`);
            })
          }
        >
          Save it as a new file
        </Button>
      }
    >
      {error?.message}
    </Note>
  );
}

"use client";

import { Ellipsis, FolderInput, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { MenuButton } from "@/components/ui/menu";
import { Note } from "@/components/ui/note";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";

export type MoveMemory = Action<{ store_id: string; memory_id: string; path: string; expected_sha256: string }>;
export type DeleteMemory = Action<{ store_id: string; memory_id: string; expected_sha256: string }>;

type Subject = { id: string; memory_store_id: string; path: string; content_sha256: string };
type Props = { memory: Subject; move: MoveMemory; remove: DeleteMemory };

/** Rename and delete of one file. Both name the content that was seen, so nothing newer is lost unseen. */
export function MemoryMenu({ memory, move, remove }: Props) {
  const [open, setOpen] = useState<"move" | "delete" | null>(null);
  return (
    <>
      <MenuButton
        label="More about this file"
        icon={<Ellipsis size={16} />}
        entries={[
          { id: "move", label: "Rename or move", icon: <FolderInput size={14} />, onAction: () => setOpen("move") },
          {
            id: "delete",
            label: "Delete",
            icon: <Trash2 size={14} />,
            danger: true,
            onAction: () => setOpen("delete"),
          },
        ]}
      />
      <MoveDialog memory={memory} move={move} isOpen={open === "move"} onClose={() => setOpen(null)} />
      <DeleteDialog memory={memory} remove={remove} isOpen={open === "delete"} onClose={() => setOpen(null)} />
    </>
  );
}

type DialogProps = { memory: Subject; isOpen: boolean; onClose: () => void };

function MoveDialog({ memory, move, isOpen, onClose }: DialogProps & { move: MoveMemory }) {
  const router = useRouter();
  const { run, isPending, error } = useAction(move);
  const [path, setPath] = useState(memory.path);
  const input = { store_id: memory.memory_store_id, memory_id: memory.id, expected_sha256: memory.content_sha256 };
  return (
    <Dialog title="Rename or move" isOpen={isOpen} onClose={onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          run({ ...input, path }, () => {
            onClose();
            toast({ text: `Now at ${path}` });
            router.refresh();
          });
        }}
      >
        <TextField label="Path" mono autoFocus value={path} onChange={setPath} error={error?.message ?? null} />
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={isPending} isDisabled={path === memory.path}>
            Move file
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

function DeleteDialog({ memory, remove, isOpen, onClose }: DialogProps & { remove: DeleteMemory }) {
  const router = useRouter();
  const { run, isPending, error } = useAction(remove);
  const input = { store_id: memory.memory_store_id, memory_id: memory.id, expected_sha256: memory.content_sha256 };
  return (
    <Dialog title="Delete this file?" isOpen={isOpen} onClose={onClose}>
      {error && (
        <Note tone="error" className="mb-3">
          {error.message}
        </Note>
      )}
      <p className="text-ink-2">
        <span className="font-mono text-13">{memory.path}</span> leaves the store. Its versions stay in the history,
        where it can be read again.
      </p>
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          variant="danger"
          isPending={isPending}
          onPress={() =>
            run(input, () => {
              router.push(`/stores/${memory.memory_store_id}`);
              router.refresh();
              toast({ text: `Deleted ${memory.path}` });
            })
          }
        >
          Delete file
        </Button>
      </DialogActions>
    </Dialog>
  );
}

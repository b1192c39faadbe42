"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import type { CreateMemory } from "./store-files";

type Props = {
  storeId: string;
  isOpen: boolean;
  onClose: () => void;
  create: CreateMemory;
};

export function NewFileDialog({ storeId, isOpen, onClose, create }: Props) {
  const router = useRouter();
  const { run, isPending, error } = useAction(create);
  const [path, setPath] = useState("/");
  const onSubmit = () =>
    run({ store_id: storeId, path, content: "" }, (memory) => {
      onClose();
      setPath("/");
      router.push(`/stores/${storeId}/files/${memory.id}?view=edit`);
      router.refresh();
    });
  return (
    <Dialog title="New file" isOpen={isOpen} onClose={onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <TextField
          label="Path"
          mono
          autoFocus
          isRequired
          value={path}
          onChange={setPath}
          error={error?.message ?? null}
          hint="From the top of the store, with its folders: /runbooks/oncall.md"
        />
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isPending={isPending} isDisabled={path.length < 2}>
            Create file
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

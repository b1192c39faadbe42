"use client";

import { Autocomplete, useFilter } from "react-aria-components/Autocomplete";
import { Dialog } from "react-aria-components/Dialog";
import { Input } from "react-aria-components/Input";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { SearchField } from "react-aria-components/SearchField";
import { menuItemClass } from "@/components/ui/floating-style";
import { useGo } from "@/components/ui/leave-guard";

export type Command = { id: string; label: string; href: string; kind: string };

type Props = { isOpen: boolean; onClose: () => void; commands: Command[] };

/** Type a few letters, press Enter, be there. */
export function CommandMenu({ isOpen, onClose, commands }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable
      className="fixed inset-0 z-50 grid justify-items-center bg-scrim p-4 pt-[12vh]"
    >
      <Modal className="h-fit w-full max-w-lg rounded-md border border-line bg-raised shadow-float">
        <Dialog aria-label="Commands" className="outline-none">
          <CommandList commands={commands} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function CommandList({ commands, onClose }: { commands: Command[]; onClose: () => void }) {
  const push = useGo();
  const { contains } = useFilter({ sensitivity: "base" });
  const go = (id: string) => {
    const command = commands.find((each) => each.id === id);
    if (!command) return;
    onClose();
    push(command.href);
  };
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label="Go to" autoFocus className="border-b px-3">
        <Input
          placeholder="Go to a page or a store"
          className="h-10 w-full bg-transparent text-14 outline-none placeholder:text-ink-3 [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      <Menu
        items={commands}
        onAction={(id) => go(String(id))}
        className="max-h-80 overflow-y-auto p-1 outline-none"
        renderEmptyState={() => <p className="px-2 py-3 text-13 text-ink-3">No page or store has that in its name.</p>}
      >
        {(command) => (
          <MenuItem id={command.id} textValue={command.label} className={`${menuItemClass} justify-between`}>
            <span className="truncate">{command.label}</span>
            <span className="text-12 text-ink-3">{command.kind}</span>
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
}

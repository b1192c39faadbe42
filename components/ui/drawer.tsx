"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { IconButton } from "./button";

type Props = { title: string; isOpen: boolean; onClose: () => void; actions?: ReactNode; children: ReactNode };

/** A panel over the right side of the page: something to consult while the work underneath keeps its place. */
export function Drawer({ title, isOpen, onClose, actions, children }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable
      className="fixed inset-0 z-50 bg-scrim"
    >
      <Modal className="absolute inset-y-0 right-0 w-full max-w-3xl border-l bg-paper shadow-float">
        <AriaDialog className="flex h-full flex-col outline-none">
          <header className="flex shrink-0 items-center gap-2 border-b px-4 py-2.5">
            <Heading slot="title" className="min-w-0 flex-1 truncate text-14 font-semibold">
              {title}
            </Heading>
            {actions}
            <IconButton label="Close" onPress={onClose}>
              <X size={14} />
            </IconButton>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

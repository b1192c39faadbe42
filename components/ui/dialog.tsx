"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { IconButton } from "./button";
import { cx } from "./cx";

type Props = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  size?: "sm" | "md" | "lg";
  /** False while something is being written or typed: a slip of pointer or Escape would hide how it ended, or lose it. */
  isDismissable?: boolean;
};

const WIDTH = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-4xl" };

export function Dialog({ title, isOpen, onClose, children, size = "sm", isDismissable = true }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
      className="fixed inset-0 z-50 grid grid-cols-1 place-items-start justify-items-center overflow-y-auto bg-scrim p-4 pt-[12vh]"
    >
      <Modal className={cx("w-full rounded-md border border-line bg-raised shadow-float", WIDTH[size])}>
        <AriaDialog className="outline-none">
          <header className="flex items-center justify-between gap-4 border-b px-4 py-2.5">
            <Heading slot="title" className="text-14 font-semibold">
              {title}
            </Heading>
            <IconButton label="Close" onPress={onClose}>
              <X size={14} />
            </IconButton>
          </header>
          <div className="p-4">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The row of buttons at the foot of a dialog; the one that acts comes last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-4 flex flex-wrap justify-end gap-2">{children}</div>;
}

"use client";

import { X } from "lucide-react";
import { Text } from "react-aria-components/Text";
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components/Toast";
import { Button, IconButton } from "./button";

export type ToastMessage = { text: string; action?: { label: string; onPress: () => void } };

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

/** Says what was done, for six seconds; longer when it offers an action. */
export function toast(message: ToastMessage): void {
  queue.add(message, { timeout: message.action ? 12_000 : 6_000 });
}

export function Toasts() {
  return (
    <ToastRegion
      queue={queue}
      className="no-print fixed right-4 bottom-4 z-50 flex flex-col gap-2 outline-none max-rail:bottom-16"
    >
      {({ toast: item }) => (
        <Toast
          toast={item}
          className="settle flex items-center gap-3 rounded-md border border-line bg-raised py-1.5 pr-1.5 pl-3 text-13 shadow-float"
        >
          <ToastContent>
            <Text slot="title">{item.content.text}</Text>
          </ToastContent>
          {item.content.action && (
            <Button size="sm" variant="quiet" onPress={item.content.action.onPress}>
              {item.content.action.label}
            </Button>
          )}
          <IconButton label="Dismiss" slot="close">
            <X size={14} />
          </IconButton>
        </Toast>
      )}
    </ToastRegion>
  );
}

"use client";

import { Ellipsis, EyeOff, RotateCcw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { MenuButton, type MenuEntry } from "@/components/ui/menu";
import { exactTime } from "@/components/ui/time-text";
import { RedactDialog, type RedactVersion } from "./redact-dialog";
import { RestoreDialog, type RestoreMemory } from "./restore-dialog";
import { canRestore, restoreTarget, type VersionedFile } from "./restore-target";
import type { VersionItem } from "./version-item";

export type VersionActions = { restore: RestoreMemory; redact: RedactVersion };

type Props = { file: VersionedFile; version: VersionItem; actions: VersionActions };

/** What can be done with one version; nothing when it was redacted. */
export function VersionMenu({ file, version, actions }: Props) {
  const [open, setOpen] = useState<"restore" | "redact" | null>(null);
  const isRedacted = version.redacted_at !== null;
  useFocusWhenGone(isRedacted, versionLinkId(version));
  if (isRedacted) return null;
  const isHead = version.id === file.headId;
  const close = () => setOpen(null);
  const entries: MenuEntry[] = [
    ...(canRestore(file, version)
      ? [
          {
            id: "restore",
            label: "Restore this version",
            icon: <RotateCcw size={14} />,
            onAction: () => setOpen("restore"),
          },
        ]
      : []),
    { id: "redact", label: "Redact…", icon: <EyeOff size={14} />, danger: true, onAction: () => setOpen("redact") },
  ];
  return (
    <>
      <MenuButton
        label={`More about the version of ${exactTime(version.created_at)}`}
        icon={<Ellipsis size={16} />}
        entries={entries}
      />
      <RestoreDialog
        target={restoreTarget(file, version)}
        isOpen={open === "restore"}
        onClose={close}
        restore={actions.restore}
      />
      <RedactDialog
        storeId={file.storeId}
        version={version}
        isHead={isHead}
        isOpen={open === "redact"}
        onClose={close}
        redact={actions.redact}
      />
    </>
  );
}

export const versionLinkId = (version: VersionItem): string => `version-${version.id}`;

/** The button that had the focus goes with what it did: the version's link takes it over. */
function useFocusWhenGone(isGone: boolean, heirId: string) {
  const was = useRef(isGone);
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isGone && !was.current && isLost) document.getElementById(heirId)?.focus();
    was.current = isGone;
  }, [isGone, heirId]);
}

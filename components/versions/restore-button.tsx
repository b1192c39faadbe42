"use client";

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { RestoreDialog, type RestoreMemory } from "./restore-dialog";
import type { RestoreTarget } from "./restore-target";

type Props = { label: string; describedAs?: string; target: RestoreTarget; restore: RestoreMemory };

/** Brings a version or a deleted file back, after asking. `describedAs` tells buttons of one list apart. */
export function RestoreButton({ label, describedAs, target, restore }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" {...(describedAs ? { "aria-label": describedAs } : {})} onPress={() => setOpen(true)}>
        <RotateCcw size={14} aria-hidden />
        {label}
      </Button>
      <RestoreDialog target={target} isOpen={isOpen} onClose={() => setOpen(false)} restore={restore} />
    </>
  );
}

"use client";

import { useState } from "react";
import { Button } from "./button";
import { cx } from "./cx";

/** A few lines for a shell or an editor, with a button that copies them. */
export function Snippet({ label, code, className }: { label: string; code: string; className?: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <figure className="w-full min-w-0 overflow-hidden rounded-md border bg-panel">
      <figcaption className="flex items-center justify-between gap-2 border-b px-3 py-1 text-12 text-ink-3">
        {label}
        <Button
          size="sm"
          variant="quiet"
          onPress={async () => {
            await navigator.clipboard.writeText(code);
            setCopied(true);
            setTimeout(() => setCopied(false), 1600);
          }}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
      </figcaption>
      <pre className={cx("overflow-auto p-3 font-mono text-12 leading-5", className)}>{code}</pre>
    </figure>
  );
}

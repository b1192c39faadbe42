"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { cx } from "./cx";

type Props = {
  text: string;
  /** What is shown; the whole text when left out. */
  shown?: string;
  /** What it is, for the label: "id", "hash". */
  what: string;
  className?: string;
};

/** A piece of machine text that is copied by pressing it. */
export function CopyText({ text, shown, what, className }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1600);
  };
  return (
    <Button
      onPress={copy}
      aria-label={copied ? `Copied ${what}` : `Copy ${what} ${text}`}
      className={cx(
        "group/copy relative z-10 inline-flex min-h-6 max-w-full items-center gap-1 rounded-sm font-mono text-12 text-ink-2 hover:text-ink",
        className,
      )}
    >
      <span title={text} className="truncate">
        {shown ?? text}
      </span>
      {copied ? (
        <Check size={12} aria-hidden className="shrink-0 text-added" />
      ) : (
        <Copy
          size={12}
          aria-hidden
          className="shrink-0 opacity-0 group-hover/copy:opacity-100 group-focus-visible/copy:opacity-100"
        />
      )}
    </Button>
  );
}

/** The first eight digits of a SHA-256; the whole is copied. */
export function Hash({ sha256, what = "hash" }: { sha256: string; what?: string }) {
  return <CopyText text={sha256} shown={sha256.slice(0, 8)} what={what} />;
}

/** An id: prefix and the last characters, which are the ones that differ. */
export function Id({ id }: { id: string }) {
  const cut = id.indexOf("_") + 1;
  const shown = id.length - cut > 12 ? `${id.slice(0, cut)}…${id.slice(-6)}` : id;
  return <CopyText text={id} shown={shown} what="id" />;
}

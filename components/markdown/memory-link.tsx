"use client";

import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { createContext, type ReactNode, useContext } from "react";
import { resolveLink } from "./resolve-link";

export type LinkSpace = {
  /** The path of the memory being read. */
  path: string;
  /** Address of a memory of the same store by its path, or null when there is none. */
  hrefOf: (path: string) => string | null;
};

const LinkContext = createContext<LinkSpace | null>(null);

export function LinkSpaceProvider({ space, children }: { space: LinkSpace; children: ReactNode }) {
  return <LinkContext value={space}>{children}</LinkContext>;
}

/** A link inside a memory. What leads nowhere is shown as text that says so. */
export function MemoryLink({ href, children }: { href: string; children: ReactNode }) {
  const space = useContext(LinkContext);
  const target = resolveLink(href, space?.path ?? "/");
  if (target.kind === "outside") {
    return (
      <a href={target.href} target="_blank" rel="noopener noreferrer nofollow" title={`Leaves Reverie: ${target.href}`}>
        {children}
        <ExternalLink size={12} aria-label="(leaves Reverie)" className="ml-0.5 inline align-[-1px]" />
      </a>
    );
  }
  const inside = target.kind === "memory" ? space?.hrefOf(target.path) : null;
  if (inside) return <Link href={inside}>{children}</Link>;
  return (
    <span
      title={target.kind === "memory" ? `No file ${target.path} in this store` : `Not followed: ${href}`}
      className="underline decoration-ink-3 decoration-dotted underline-offset-2"
    >
      {children}
    </span>
  );
}

"use client";

import { ArrowRight } from "lucide-react";
import { useState } from "react";
import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { DiffView } from "@/components/diff/diff-view";
import { RelativeTime } from "@/components/ui/relative-time";
import { Segments } from "@/components/ui/segments";
import type { VersionItem } from "./version-item";

export type DiffMode = "unified" | "split";
export const DIFF_MODES: { id: DiffMode; label: string }[] = [
  { id: "unified", label: "Unified" },
  { id: "split", label: "Split" },
];

export type ComparedVersion = { version: VersionItem; content: string };

type Props = { from: ComparedVersion; to: ComparedVersion; names: ActorNames };

/** What changed between two versions of a file. */
export function VersionCompare({ from, to, names }: Props) {
  const [mode, setMode] = useState<DiffMode>("unified");
  return (
    <section aria-label="Comparison">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5 text-13">
        <VersionName item={from} names={names} />
        <ArrowRight size={14} aria-label="to" role="img" className="text-ink-3" />
        <VersionName item={to} names={names} />
        <span className="ml-auto">
          <Segments label="Layout" options={DIFF_MODES} value={mode} onChange={setMode} />
        </span>
      </div>
      {from.content === to.content ? (
        <p className="p-4 text-ink-2">
          The text is the same in both versions
          {from.version.path !== to.version.path && (
            <>
              ; the file moved from <code className="font-mono text-13">{from.version.path}</code> to{" "}
              <code className="font-mono text-13">{to.version.path}</code>
            </>
          )}
          .
        </p>
      ) : (
        <DiffView base={from.content} proposed={to.content} mode={mode} />
      )}
    </section>
  );
}

function VersionName({ item, names }: { item: ComparedVersion; names: ActorNames }) {
  return (
    <span className="inline-flex items-center gap-2">
      <RelativeTime at={item.version.created_at} className="text-ink-2" />
      <ActorChip actor={item.version.created_by} names={names} asLink={false} />
    </span>
  );
}

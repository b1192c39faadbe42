"use client";

import Link from "next/link";
import { useState } from "react";
import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { useHotkeys } from "@/components/shell/hotkeys";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { plural } from "@/components/ui/number-text";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Adoption } from "./dream-diff";
import type { UndoAdoption } from "./review-actions";
import { UndoDialog } from "./undo-dialog";

type Props = {
  /** Oldest first. */
  adoptions: Adoption[];
  names: ActorNames;
  undo: UndoAdoption;
};

/** What reviews brought into the store, newest first; each can be taken back. */
export function AdoptionList({ adoptions, names, undo }: Props) {
  const [undoing, setUndoing] = useState<Adoption | null>(null);
  const newestFirst = [...adoptions].reverse();
  const standing = newestFirst.find((adoption) => adoption.undone_at === null) ?? null;
  useHotkeys("Review", standing ? [{ keys: "u", label: "Undo the adoption", run: () => setUndoing(standing) }] : []);
  if (adoptions.length === 0) return null;
  return (
    <section aria-label="Adoptions" className="border-t">
      {newestFirst.map((adoption) => (
        <AdoptionView key={adoption.id} adoption={adoption} names={names} onUndo={() => setUndoing(adoption)} />
      ))}
      <UndoDialog adoption={undoing} onClose={() => setUndoing(null)} undo={undo} />
    </section>
  );
}

function AdoptionView({ adoption, names, onUndo }: { adoption: Adoption; names: ActorNames; onUndo: () => void }) {
  const { undone_at, undone_by } = adoption;
  return (
    <article aria-label={`Adoption of ${plural(adoption.files.length, "file")}`} className="border-b px-4 py-3">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-ink-2">
        <Chip tone={undone_at ? "plain" : "added"}>{undone_at ? "undone" : "adopted"}</Chip>
        {adoption.is_automatic && <Chip>by the store's policy</Chip>}
        <span className="flex items-center gap-1.5">
          by <ActorChip actor={adoption.created_by} names={names} />
        </span>
        <RelativeTime at={adoption.created_at} />
        {undone_at && (
          <span className="flex items-center gap-1.5">
            undone by <ActorChip actor={undone_by} names={names} /> <RelativeTime at={undone_at} />
          </span>
        )}
        {!undone_at && (
          <Button size="sm" className="ml-auto" onPress={onUndo}>
            Undo…
          </Button>
        )}
      </header>
      <details open={adoption.files.length <= 20} className="mt-2 text-13">
        <summary className="cursor-pointer text-ink-2 marker:text-ink-3">
          {plural(adoption.files.length, "version")} written
        </summary>
        <ul className="mt-1">
          {adoption.files.map((file) => (
            <li key={file.memory_version_id} className="flex flex-wrap items-center gap-x-3 py-0.5">
              <span className="min-w-0 font-mono [overflow-wrap:anywhere]">{file.path ?? "a redacted version"}</span>
              <span className="text-12 text-ink-3">
                {file.operation}
                {file.is_edited && ", edited by hand"}
              </span>
              <VersionLink storeId={adoption.memory_store_id} versionId={file.memory_version_id} text="version" />
              {file.undo_version_id && (
                <VersionLink storeId={adoption.memory_store_id} versionId={file.undo_version_id} text="undone by" />
              )}
            </li>
          ))}
        </ul>
      </details>
    </article>
  );
}

function VersionLink({ storeId, versionId, text }: { storeId: string; versionId: string; text: string }) {
  return (
    <Link href={`/stores/${storeId}/versions/${versionId}`} className="text-12 text-accent hover:underline">
      {text}
    </Link>
  );
}

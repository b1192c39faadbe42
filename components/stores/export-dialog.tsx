"use client";

import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button-style";
import { Dialog } from "@/components/ui/dialog";

const FORMATS = [
  { id: "zip", name: "Zip", holds: "The files as they are now, and a manifest of ids, hashes and last authors." },
  { id: "jsonl", name: "JSON lines", holds: "Every version with its author; can be imported into another store." },
  { id: "git", name: "Git stream", holds: "Every version as a commit, for git fast-import into an empty repository." },
];

type Props = { store: { id: string; name: string }; isOpen: boolean; onClose: () => void };

/** The ways to take a store along; each is a plain download. */
export function ExportDialog({ store, isOpen, onClose }: Props) {
  return (
    <Dialog title={`Export ${store.name}`} isOpen={isOpen} onClose={onClose}>
      <ul className="flex flex-col divide-y">
        {FORMATS.map(({ id, name, holds }) => (
          <li key={id} className="flex items-center gap-4 py-2.5 first:pt-0 last:pb-0">
            <div className="min-w-0 flex-1">
              <p className="font-medium">{name}</p>
              <p id={`export-${id}`} className="text-13 text-ink-2">
                {holds}
              </p>
            </div>
            <a
              href={`/api/stores/${store.id}/export?format=${id}`}
              download
              aria-label={`Download as ${name}`}
              aria-describedby={`export-${id}`}
              className={buttonClass("default", "sm")}
            >
              <Download size={14} aria-hidden />
              Download
            </a>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

"use client";

import { useEffect, useMemo, useState } from "react";
import type { DiffFile, DreamDiff } from "./dream-diff";
import { orderFiles, startChosen } from "./rules";

/** What is ticked, looked at and open in a review; kept in this tab until the decision. */
export type ReviewState = {
  files: DiffFile[];
  current: DiffFile | null;
  chosen: ReadonlySet<string>;
  viewed: ReadonlySet<string>;
  open: (path: string) => void;
  step: (by: 1 | -1) => void;
  nextUnviewed: () => void;
  choose: (paths: string[], isOn: boolean) => void;
  toggleViewed: (path: string) => void;
};

type Kept = { chosen: string[]; viewed: string[] };

function withPaths(set: ReadonlySet<string>, paths: string[], isOn: boolean): Set<string> {
  const next = new Set(set);
  for (const path of paths) {
    if (isOn) next.add(path);
    else next.delete(path);
  }
  return next;
}

export function useReview(diff: DreamDiff): ReviewState {
  const files = useMemo(() => orderFiles(diff.files), [diff.files]);
  const [currentPath, setCurrentPath] = useState(files[0]?.path ?? null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => startChosen(diff));
  const [viewed, setViewed] = useState<ReadonlySet<string>>(new Set());
  const key = `reverie-review-${diff.dream_id}-${diff.proposal_sha256}`;

  useEffect(() => {
    const stored = sessionStorage.getItem(key);
    if (!stored) return;
    const kept = JSON.parse(stored) as Kept;
    setChosen(new Set(kept.chosen));
    setViewed(new Set(kept.viewed));
  }, [key]);

  const keep = (nextChosen: ReadonlySet<string>, nextViewed: ReadonlySet<string>) => {
    setChosen(nextChosen);
    setViewed(nextViewed);
    sessionStorage.setItem(key, JSON.stringify({ chosen: [...nextChosen], viewed: [...nextViewed] } satisfies Kept));
  };

  const index = files.findIndex((file) => file.path === currentPath);
  return {
    files,
    current: files[index] ?? null,
    chosen,
    viewed,
    open: setCurrentPath,
    step: (by) => setCurrentPath(files[Math.min(files.length - 1, Math.max(0, index + by))]?.path ?? null),
    nextUnviewed: () => {
      const rest = [...files.slice(index + 1), ...files.slice(0, index)];
      const next = rest.find((file) => !viewed.has(file.path));
      if (next) setCurrentPath(next.path);
    },
    choose: (paths, isOn) => keep(withPaths(chosen, paths, isOn), viewed),
    toggleViewed: (path) => keep(chosen, withPaths(viewed, [path], !viewed.has(path))),
  };
}

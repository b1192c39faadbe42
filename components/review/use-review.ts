"use client";

import { useCallback, useEffect, useMemo, useReducer, useState } from "react";
import { type ChoiceStep, type Choices, keptChoices, startChoices, stepChoices } from "./choices";
import type { RefusedFile } from "./conflict-lane";
import type { DreamDiff } from "./dream-diff";
import { readKept, writeKept } from "./kept-choices";
import { type FileEntry, fileGroup, type HunkEntry, indexReview, type ReviewIndex } from "./review-index";
import { needsLane, planReview, type Refused, type ReviewPlan } from "./review-plan";
import { firstStop, isStop, listRows, type ReviewRow } from "./review-rows";

/** Which row to bring into view; a new object for each wish. */
export type ScrollWish = { key: string; align: "auto" | "start" };

export type ReviewState = {
  index: ReviewIndex;
  choices: Choices;
  step: (step: ChoiceStep) => void;
  plan: ReviewPlan;
  refused: Refused;
  addRefused: (files: RefusedFile[]) => void;
  /** Paths whose conflict is shown. */
  lanes: ReadonlySet<string>;
  rows: ReviewRow[];
  placeOf: ReadonlyMap<string, number>;
  /** The row that keys act on. */
  at: number;
  row: ReviewRow | null;
  file: FileEntry | null;
  hunk: HunkEntry | null;
  wish: ScrollWish | null;
  /** Puts the cursor on a row; with `align` the row also comes into view. */
  goTo: (key: string, align?: ScrollWish["align"]) => void;
  goToFile: (path: string) => void;
  goToHunk: (id: string) => void;
};

const NOTHING_REFUSED: Refused = new Map();
const KEEP_DELAY_MS = 250;

export function useReview(diff: DreamDiff): ReviewState {
  const index = useMemo(() => indexReview(diff), [diff]);
  const [choices, step] = useReducer(stepChoices, index, (start) => startChoices(start));
  const [refused, setRefusedFiles] = useState<Refused>(NOTHING_REFUSED);
  // An answer names what is still in conflict; what was settled before stays settled.
  const addRefused = useCallback(
    (files: RefusedFile[]) =>
      setRefusedFiles((before) => new Map([...before, ...files.map((file) => [file.path, file] as const)])),
    [],
  );

  useEffect(() => {
    if (choices.index === index) return;
    step({ type: "reindex", index });
    setRefusedFiles(NOTHING_REFUSED);
  }, [choices.index, index]);
  useKeptChoices(diff, choices, step);

  const lanes = useLanes(choices, refused);
  const { viewed, edits } = choices;
  const rows = useMemo(
    () => listRows({ index: choices.index, viewed, edits, lanes }),
    [choices.index, viewed, edits, lanes],
  );
  const placeOf = useMemo(() => new Map(rows.map((row, at) => [row.key, at])), [rows]);
  const plan = useMemo(() => planReview(choices, refused), [choices, refused]);
  return {
    index: choices.index,
    choices,
    step,
    plan,
    refused,
    addRefused,
    lanes,
    rows,
    placeOf,
    ...useCursor(choices.index, rows, placeOf),
  };
}

/** The same set as long as it holds the same paths, so that rows are listed anew only when they change. */
function useLanes(choices: Choices, refused: Refused): ReadonlySet<string> {
  const paths = choices.index.files.filter((entry) => needsLane(choices, entry, refused)).map(({ file }) => file.path);
  const key = paths.join("\n");
  return useMemo(() => new Set(key === "" ? [] : key.split("\n")), [key]);
}

type Cursor = Pick<ReviewState, "at" | "row" | "file" | "hunk" | "wish" | "goTo" | "goToFile" | "goToHunk">;

function useCursor(index: ReviewIndex, rows: ReviewRow[], placeOf: ReadonlyMap<string, number>): Cursor {
  const [cursor, setCursor] = useState<{ key: string; path: string } | null>(null);
  const [wish, setWish] = useState<ScrollWish | null>(null);
  // A row that is gone (folded, edited, settled), or a head that was unfolded, gives way to the first of its file.
  const known = placeOf.get(cursor?.key ?? "") ?? -1;
  const head = placeOf.get(fileGroup(cursor?.path ?? "")) ?? 0;
  const at = isStop(rows, known) ? known : firstStop(rows, head);
  const row = rows[at] ?? null;

  const goTo = (key: string, align?: ScrollWish["align"]) => {
    const place = placeOf.get(key);
    const next = place === undefined ? undefined : rows[place];
    if (!next) return;
    setCursor({ key, path: next.path });
    if (align) setWish({ key, align });
  };
  const goToFile = (path: string) => {
    const place = placeOf.get(fileGroup(path));
    if (place === undefined) return;
    const stop = rows[firstStop(rows, place)];
    if (stop) setCursor({ key: stop.key, path });
    setWish({ key: fileGroup(path), align: "start" });
  };
  const goToHunk = (id: string) => {
    const entry = index.byHunk.get(id);
    if (!entry) return;
    if (placeOf.has(id)) goTo(id, "auto");
    else goToFile(entry.path);
  };
  return {
    at,
    row,
    file: index.byPath.get(row?.path ?? "") ?? null,
    hunk: index.byHunk.get(row?.hunkId ?? "") ?? null,
    wish,
    goTo,
    goToFile,
    goToHunk,
  };
}

/** Choices outlive a reload of this tab, and a new look at the same proposal. */
function useKeptChoices(diff: DreamDiff, choices: Choices, step: (step: ChoiceStep) => void): void {
  const [isRestored, setRestored] = useState(false);
  useEffect(() => {
    if (isRestored) return;
    const kept = readKept(diff);
    if (kept) step({ type: "restore", kept });
    setRestored(true);
  }, [diff, isRestored, step]);
  useEffect(() => {
    if (!isRestored) return;
    const keep = () => writeKept(diff, keptChoices(choices));
    const timer = setTimeout(keep, KEEP_DELAY_MS);
    window.addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", keep);
    };
  }, [diff, choices, isRestored]);
}

"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { DiffFile, DreamDiff } from "./dream-diff";

/** A file with its texts, on its way, or why it did not come. An older state is shown until the new one is there. */
export type LoadedFile = { file: DiffFile | null; isLoading: boolean; error: string | null };

export type DiffTexts = {
  of: (path: string) => LoadedFile;
  /** Asks for files that are not there yet; together with others that are asked for at the same time. */
  want: (paths: string[]) => void;
  /** Asks again for a file that did not come. */
  retry: (path: string) => void;
  /** The file with its texts; null when the server does not give it. */
  load: (path: string) => Promise<DiffFile | null>;
  /** Goes up with every file that comes. */
  version: number;
};

const NOT_YET: LoadedFile = { file: null, isLoading: true, error: null };
const BATCH_FILES_MAX = 12;
/** Long enough for one rendering to ask for all that it shows. */
const BATCH_DELAY_MS = 30;
/** Proposals up to this size are read to the end while nobody waits: for the next key, and for paper. */
const READ_ALL_FILES_MAX = 60;

async function readFiles(dreamId: string, paths: string[]): Promise<DiffFile[]> {
  const response = await fetch(`/api/dreams/${dreamId}/diff`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ paths }),
  });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return ((await response.json()) as { files: DiffFile[] }).files;
}

type Cache = {
  diff: DreamDiff;
  files: Map<string, LoadedFile>;
  /** Paths whose file is of an earlier state of the store. */
  stale: Set<string>;
  asked: Set<string>;
  waiting: Map<string, ((file: DiffFile | null) => void)[]>;
  timer: ReturnType<typeof setTimeout> | null;
};

/** The texts of a proposal's files, fetched as they come near the viewport; `first` are there from the start. */
export function useDiffTexts(diff: DreamDiff, first: DiffFile[]): DiffTexts {
  const [version, setVersion] = useState(0);
  const cache = useRef<Cache | null>(null);
  cache.current ??= startCache(diff, first);
  const held = cache.current;

  const flush = useCallback(async () => {
    held.timer = null;
    const paths = [...held.asked].slice(0, BATCH_FILES_MAX);
    for (const path of paths) held.asked.delete(path);
    if (held.asked.size > 0) held.timer = setTimeout(flush, BATCH_DELAY_MS);
    let files: DiffFile[] = [];
    let error: string | null = null;
    try {
      files = await readFiles(diff.dream_id, paths);
    } catch (thrown) {
      error = thrown instanceof Error ? thrown.message : "The server did not answer.";
    }
    settle(held, { paths, files, error });
    setVersion((before) => before + 1);
  }, [held, diff.dream_id]);

  const ask = useCallback(
    (paths: string[]) => {
      for (const path of paths) {
        held.asked.add(path);
        held.stale.delete(path);
        held.files.set(path, { ...NOT_YET, file: held.files.get(path)?.file ?? null });
      }
      if (paths.length === 0) return;
      held.timer ??= setTimeout(flush, BATCH_DELAY_MS);
      setVersion((before) => before + 1);
    },
    [held, flush],
  );

  useEffect(() => {
    if (held.diff === diff) return;
    held.diff = diff;
    held.stale = new Set(held.files.keys());
    for (const file of first) keep(held, file);
    setVersion((before) => before + 1);
  }, [held, diff, first]);

  const texts = useMemo<DiffTexts>(() => {
    const isMissing = (path: string) => !held.files.has(path) || held.stale.has(path);
    return {
      of: (path) => held.files.get(path) ?? NOT_YET,
      want: (paths) => ask(paths.filter(isMissing)),
      retry: (path) => ask([path]),
      load: (path) => {
        const known = held.files.get(path);
        if (known?.file && !known.isLoading && !held.stale.has(path)) return Promise.resolve(known.file);
        return new Promise((resolve) => {
          held.waiting.set(path, [...(held.waiting.get(path) ?? []), resolve]);
          if (!known?.isLoading) ask([path]);
        });
      },
      version,
    };
  }, [held, ask, version]);

  useReadAll(diff, texts);
  return texts;
}

function useReadAll(diff: DreamDiff, texts: DiffTexts): void {
  const want = useRef(texts.want);
  want.current = texts.want;
  useEffect(() => {
    if (diff.files.length > READ_ALL_FILES_MAX) return;
    const timer = setTimeout(() => want.current(diff.files.map((file) => file.path)), 1_000);
    return () => clearTimeout(timer);
  }, [diff]);
}

function startCache(diff: DreamDiff, first: DiffFile[]): Cache {
  const held: Cache = {
    diff,
    files: new Map(),
    stale: new Set(),
    asked: new Set(),
    waiting: new Map(),
    timer: null,
  };
  for (const file of first) keep(held, file);
  return held;
}

function keep(held: Cache, file: DiffFile): void {
  held.stale.delete(file.path);
  held.files.set(file.path, { file, isLoading: false, error: null });
}

function settle(held: Cache, { paths, files, error }: { paths: string[]; files: DiffFile[]; error: string | null }) {
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const path of paths) {
    const file = byPath.get(path);
    if (file) keep(held, file);
    else {
      const known = held.files.get(path)?.file ?? null;
      held.files.set(path, {
        file: known,
        isLoading: false,
        error: error ?? "The proposal no longer holds this file.",
      });
    }
    for (const resolve of held.waiting.get(path) ?? []) resolve(file ?? null);
    held.waiting.delete(path);
  }
}

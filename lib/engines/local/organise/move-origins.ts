import type { Draft } from "@/lib/engines/local/draft/draft";

/** From which file the text of a new file came: its relative links were written for that place. */
const origins = new WeakMap<Draft, Map<string, string>>();

/** Remembers that the text of `to` stood in `from`. */
export function noteMoved(draft: Draft, to: string, from: string): void {
  const known = origins.get(draft) ?? new Map<string, string>();
  known.set(to, known.get(from) ?? from);
  origins.set(draft, known);
}

/** The path that the text of a file had in the snapshot. */
export function originOf(draft: Draft, path: string): string {
  return origins.get(draft)?.get(path) ?? draft.files.get(path)?.basePath ?? path;
}

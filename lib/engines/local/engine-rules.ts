/** What the caller's instructions allow and ask for. */
export type EngineRules = {
  /** Files and folders (absolute, without a slash at the end) that no edit may touch. */
  protectedPaths: string[];
  /** Entries, events and findings that hold one of these words (lower case) are not looked at. */
  ignoredWords: string[];
  /** Most bytes that a file may keep before it is split; null: the engine's own limit. */
  fileBytesMax: number | null;
  /** "one file per <this>": the noun in singular, lower case. */
  splitBy: string | null;
  /** Whether a superseded value stays as one "(previously ...)" clause. */
  keepsOldValues: boolean;
  /** Kinds of findings that are not wanted; `index` and `reorganise` (splits and moves) are parts of `organise`. */
  kindsOff: ReadonlySet<string>;
};

export const NO_RULES: EngineRules = {
  protectedPaths: [],
  ignoredWords: [],
  fileBytesMax: null,
  splitBy: null,
  keepsOldValues: true,
  kindsOff: new Set(),
};

/** The first word that the instructions ask to ignore and `text` holds, or null. */
export function ignoredWordIn(rules: EngineRules, text: string): string | null {
  if (rules.ignoredWords.length === 0) return null;
  const lower = text.toLowerCase();
  return rules.ignoredWords.find((word) => lower.includes(word)) ?? null;
}

/** True when the path is one of the protected ones or lies below one. */
export function isProtected(rules: EngineRules, path: string): boolean {
  return rules.protectedPaths.some((place) => path === place || path.startsWith(`${place === "/" ? "" : place}/`));
}

/** What differs from run to run without changing the meaning, most special first. */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, "<URL>"],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, "<EMAIL>"],
  [/(?<![\p{L}\p{N}])"[^"]*"|(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])|`[^`]*`|“[^”]*”/gu, "<TEXT>"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<ID>"],
  [/\b[a-z]{2,12}_(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{10,}\b/g, "<ID>"],
  [
    /(?:~|\.{1,2}|[A-Za-z]:)?(?:[\\/][\w.@+~-]+){2,}[\\/]?|(?<![\w<])[\\/][\w.@+-]+|(?:[\w.@+-]+\/)+[\w@+-]+\.\w+/g,
    "<PATH>",
  ],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,}\b|\b0x[0-9a-f]+\b/gi, "<ID>"],
  [/\d+(?:[.,:]\d+)*/g, "<N>"],
];

/** A message with paths, addresses, ids, quoted text and numbers masked, so that the same mistake reads the same everywhere. */
export function maskVariables(text: string): string {
  return MASKS.reduce((masked, [pattern, word]) => masked.replace(pattern, word), text);
}

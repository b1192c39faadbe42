/** `812 B`, `4.2 KB`, `1.3 MB`; 1 KB is 1,024 bytes. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  if (kilobytes < 1024) return `${kilobytes < 10 ? kilobytes.toFixed(1) : Math.round(kilobytes)} KB`;
  return `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** `1,204`. */
export function countText(count: number): string {
  return count.toLocaleString("en-US");
}

/** `1 file`, `3 files`: the noun's plural is its singular with an s unless given. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${countText(count)} ${count === 1 ? noun : nouns}`;
}

/** `+120`, `-4`, `0`, with a true minus sign. */
export function signedText(count: number): string {
  if (count === 0) return "0";
  return count > 0 ? `+${countText(count)}` : `\u2212${countText(-count)}`;
}

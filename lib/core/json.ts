/** Far above what any client sends, far below what recursion over a value can take. */
export const NESTING_MAX = 500;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether JSON text nests deeper than NESTING_MAX; one pass over the characters. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    // [ and { are 0x5b and 0x7b, ] and } are 0x5d and 0x7d: equal but for one bit.
    else if ((code | 0x20) === 0x7b) depth++;
    else if ((code | 0x20) === 0x7d) depth--;
    if (depth > NESTING_MAX) return true;
  }
  return false;
}

import { literalPattern, prefilterPattern } from "./folding";
import { type LineMatch, type Matcher, SPANS_MAX, type Span, withoutReturn } from "./matcher";

/** Lines that hold `q`: first those that hold it as it is written, then those that hold it in other case. */
export function literalMatcher(q: string, caseSensitive: boolean): Matcher {
  const pattern = literalPattern(q, caseSensitive);
  const matchOf = (line: number, text: string): LineMatch => {
    const isExact = text.includes(q);
    const spans = () => spansOf(literalPattern(q, caseSensitive), text);
    return { line, text, kind: isExact ? "exact" : "folded", rank: isExact ? 0 : 1, spans };
  };
  return {
    ranks: caseSensitive ? 1 : 2,
    prefilter: (belowRank) => [prefilterPattern(q, caseSensitive || belowRank === 1)],
    *match({ path, text }) {
      pattern.lastIndex = 0;
      if (pattern.test(path)) yield matchOf(0, path);
      let line = 1;
      let start = 0;
      pattern.lastIndex = 0;
      for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
        for (let end = text.indexOf("\n", start); end !== -1 && end < found.index; end = text.indexOf("\n", start)) {
          line += 1;
          start = end + 1;
        }
        const lineEnd = text.indexOf("\n", found.index);
        const end = lineEnd === -1 ? text.length : lineEnd;
        yield matchOf(line, withoutReturn(text.slice(start, end)));
        pattern.lastIndex = end;
      }
    },
    leftOut: () => false,
  };
}

/** Where the pattern, which has the flag g and no empty match, occurs. */
function spansOf(pattern: RegExp, text: string): Span[] {
  const spans: Span[] = [];
  for (let found = pattern.exec(text); found !== null && spans.length < SPANS_MAX; found = pattern.exec(text)) {
    spans.push({ start: found.index, end: pattern.lastIndex });
  }
  return spans;
}

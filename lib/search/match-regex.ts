import { RE2JS, RE2JSException } from "re2js";
import { AppError } from "@/lib/core/errors";
import type { Pace } from "@/lib/core/pace";
import { linesOf, type Matcher, SPANS_MAX, type Span } from "./matcher";
import { describeRegexFault } from "./regex-fault";

/** Instructions of a compiled expression. */
const PROGRAM_MAX = 1_000;
/**
 * Instructions times UTF-16 units of one look. The engine's time is linear in it, at most 27 ns each ((.{0,97}){5}$, the
 * slowest of 20 shapes at four sizes), and cannot be interrupted: 0.1 s at the very worst, some milliseconds for any
 * ordinary expression.
 */
const STEPS_MAX = 4_000_000;
/** A line with thousands of empty matches, each looking ahead to its end, is given up on after this. */
const LINE_MS_MAX = 100;

/** Where the end of a line and the end of the text differ, a look at the whole text could miss a line's match. */
const TEXT_ANCHOR = /\\[AzZ]|\(\?[a-zA-Z-]*m/;

/**
 * Lines that the expression matches with at least one character, in the order of paths and lines: RE2 syntax
 * (https://github.com/google/re2/wiki/Syntax), time linear in the text.
 * @throws AppError `invalid_request` that names what is wrong and where
 */
export function regexMatcher(q: string, caseSensitive: boolean): Matcher {
  const expression = compile(q, caseSensitive);
  const size = expression.programSize();
  const canLookAtText = !TEXT_ANCHOR.test(q);
  let isLeftOut = false;
  const inReach = (text: string): boolean => size * text.length <= STEPS_MAX;
  return {
    ranks: 1,
    prefilter: () => [],
    *match(file, pace) {
      const text = file.text.replaceAll("\r\n", "\n");
      const isOut = canLookAtText && inReach(text) && !expression.test(text);
      yield null;
      const lines = isOut ? [file.path] : linesOf(file);
      for (const [line, content] of lines.entries()) {
        const isReached = inReach(content);
        const isHit = isReached && expression.test(content);
        if (isHit) yield null;
        const { spans, isWhole } = isHit ? spansOf(expression, content, pace) : { spans: [], isWhole: isReached };
        if (spans.length === 0 && !isWhole) isLeftOut = true;
        yield spans.length === 0 ? null : { line, text: content, kind: "regex", rank: 0, spans: () => spans };
      }
    },
    leftOut: () => isLeftOut,
  };
}

function compile(q: string, caseSensitive: boolean): RE2JS {
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(q, RE2JS.MULTILINE | (caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE));
  } catch (error) {
    if (error instanceof RE2JSException) throw new AppError("invalid_request", describeRegexFault(q, error));
    throw error;
  }
  if (expression.programSize() > PROGRAM_MAX) {
    throw new AppError(
      "invalid_request",
      "q is too large an expression: use smaller counts in {n,m} or fewer choices.",
    );
  }
  return expression;
}

/** Where the expression matches at least one character. */
function spansOf(expression: RE2JS, line: string, pace: Pace): { spans: Span[]; isWhole: boolean } {
  const spans: Span[] = [];
  const matcher = expression.matcher(line);
  const endAt = performance.now() + LINE_MS_MAX;
  while (spans.length < SPANS_MAX && matcher.find()) {
    const span = { start: matcher.start(), end: matcher.end() };
    if (span.end > span.start) spans.push(span);
    if (performance.now() >= endAt || pace.isOver()) return { spans, isWhole: false };
  }
  return { spans, isWhole: true };
}

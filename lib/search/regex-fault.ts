import { RE2JSSyntaxException } from "re2js";
import { printable } from "@/lib/core/errors";

/** Constructs that need backtracking, by what the engine stumbles over. */
const UNSUPPORTED: [RegExp, string][] = [
  [/^\(\?<?[=!]/, "look-ahead and look-behind are not supported"],
  [/^\(\?>/, "atomic groups are not supported"],
  [/^\\([1-9]|k)/, "backreferences are not supported"],
  [/^[*+?]\+$/, "possessive repetition is not supported"],
];

/** The offsets where a piece of the expression begins, outside of character classes. */
function pieceStarts(q: string): number[] {
  const starts: number[] = [];
  let inClass = false;
  for (let at = 0; at < q.length; at++) {
    if (!inClass) starts.push(at);
    if (q[at] === "\\") at++;
    else if (q[at] === "[" && !inClass) inClass = true;
    else if (q[at] === "]") inClass = false;
  }
  return starts;
}

/** The first bracket that has no partner, or -1. */
function unpairedBracket(q: string): number {
  const open: number[] = [];
  for (const at of pieceStarts(q)) {
    if (q[at] === "(") open.push(at);
    if (q[at] === ")" && open.pop() === undefined) return at;
  }
  return open[0] ?? -1;
}

function offsetOf(q: string, fragment: string): number {
  const piece = pieceStarts(q).find((at) => q.startsWith(fragment, at));
  return piece ?? q.indexOf(fragment);
}

/** What is wrong with an expression and where, in one line: positions count characters from 1. */
export function describeRegexFault(q: string, error: Error): string {
  const isSyntax = error instanceof RE2JSSyntaxException;
  const fragment = isSyntax ? (error.input ?? "") : "";
  const reason = isSyntax ? error.error : "it cannot be compiled";
  // The engine names the whole expression, with its own flags in front, when it only knows that a bracket is missing.
  const isWhole = fragment === "" || fragment.endsWith(q);
  const unpaired = /[()]$/.test(reason) ? unpairedBracket(q) : q.length - 1;
  const at = isWhole ? unpaired : offsetOf(q, fragment);
  const unsupported = UNSUPPORTED.find(
    ([construct]) => construct.test(q.slice(at, at + 4)) && construct.test(fragment),
  )?.[1];
  const shown = isWhole ? q.slice(at, at + 1) : fragment;
  const place =
    at < 0 ? "" : ` at character ${[...q.slice(0, at)].length + 1}: ${printable(shown).replaceAll("\\\\", "\\")}`;
  return `q is not a regular expression of RE2: ${unsupported ?? reason}${place}.`;
}

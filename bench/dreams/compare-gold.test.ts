import { expect, test } from "vitest";
import { compareWithGold, type GoldError, type ProposedMistake } from "./compare-gold";

const gold = (signature: string, sessions: string[], kind = "tool-error"): GoldError => ({
  signature,
  kind,
  sessions: sessions.length,
  session_files: sessions,
  example: "",
});
const proposal = (text: string, sessions: string[], quotes: string[] = []): ProposedMistake => ({
  text,
  sessions,
  quotes,
});

const LINES = [
  gold("bash:mise run lint", ["a", "b"]),
  gold("Edit:Found <N> matches of the string", ["a", "c"]),
  gold("bash:sed", ["a"]),
  gold("bash:user-rejected", ["a", "b"], "user-rejected"),
];

test("a proposal counts when it names tool and failure and shares two sessions", () => {
  const result = compareWithGold(LINES, [
    proposal("`Bash: mise run lint` failed", ["a", "b"]),
    proposal("`Edit: found … matches` failed", ["a", "c", "d"], ["Found 2 matches of the string to replace"]),
  ]);
  expect(result).toMatchObject({ recall: 1, precision: 1, missed: [], extra: [], forbidden: [] });
  expect(result.found.map(({ hasExactSessions }) => hasExactSessions)).toEqual([true, false]);
});

test("other sessions, other words and longer names do not count", () => {
  const result = compareWithGold(LINES, [
    proposal("`Bash: mise run lint` failed", ["a", "x"]),
    proposal("`Bash: mise run linters` failed", ["a", "b"]),
  ]);
  expect(result).toMatchObject({ recall: 0, precision: 0 });
  expect(result.missed).toHaveLength(2);
  expect(result.extra).toHaveLength(2);
});

test("a refusal that is proposed as a mistake is reported", () => {
  const quotes = ["The user doesn't want to proceed with this tool use."];
  expect(compareWithGold(LINES, [proposal("`Bash: ls` failed", ["a", "b"], quotes)]).forbidden).toHaveLength(1);
});

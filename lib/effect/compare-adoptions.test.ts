import { expect, test } from "vitest";
import { type AgentId, newId } from "@/lib/core/ids";
import { compareAdoptions } from "./compare-adoptions";
import { knownSince, measureSession } from "./measures";
import type { AdoptionMark, EffectRow } from "./repository";

const day = (number: number, hour = 0) => new Date(Date.UTC(2026, 0, number, hour));
const NOW = day(200);

const mark = (createdAt: Date, undoneAt: Date | null = null): AdoptionMark => ({
  id: newId("adopt"),
  dreamId: newId("drm"),
  isAutomatic: false,
  createdAt,
  undoneAt,
});

const row = (createdAt: Date, parts: Partial<EffectRow> = {}): EffectRow => ({
  id: newId("sesn"),
  title: null,
  agentId: "agent_a" as AgentId,
  agentName: "a",
  createdAt,
  usage: {},
  callCount: 10,
  failureIds: [],
  correctionCount: 0,
  outcomesGraded: 0,
  outcomesSatisfied: 0,
  ...parts,
});

const session = (createdAt: Date) => measureSession(row(createdAt), new Map());

test("each side ends at the neighbouring adoption or undoing, at 30 days, or now", () => {
  const marks = [mark(day(50)), mark(day(60), day(65)), mark(day(190))];
  const compared = compareAdoptions({ shown: marks, all: marks, sessions: [], now: NOW });
  expect(compared.map(({ before, after }) => [before.from, after.to])).toEqual([
    [day(20), day(60)],
    [day(50), day(65)],
    [day(160), new Date(NOW.getTime() + 1)],
  ]);
});

test("a session that begins with the adoption counts after it, one that begins with the next one does not", () => {
  const marks = [mark(day(50)), mark(day(60))];
  const sessions = [day(19, 23), day(20), day(49, 23), day(50), day(59, 23), day(60)].map(session);
  const [first] = compareAdoptions({ shown: marks.slice(0, 1), all: marks, sessions, now: NOW });
  expect(first).toMatchObject({ before: { sessionCount: 2 }, after: { sessionCount: 2 } });
  expect(first?.measures.tool_errors.verdict).toBe("too_few_sessions");
  expect(first?.measures.tokens.before.count).toBe(0);
});

test("a failure is a known mistake from the moment on at which a session or a note had shown it", () => {
  const failures = { failureIds: ["aaaaaaaaaaaa", "aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"] };
  const known = knownSince(
    [
      { id: "aaaaaaaaaaaa", at: day(5) },
      { id: "bbbbbbbbbbbb", at: day(9) },
    ],
    [{ id: "bbbbbbbbbbbb", at: day(7) }],
  );
  const knownAt = (at: Date) => measureSession(row(at, failures), known).values.known_mistakes;
  expect([day(5), day(6), day(7), day(8)].map(knownAt)).toEqual([0, 2, 2, 3]);
});

test("what a transcript does not tell is null, not zero", () => {
  expect(measureSession(row(day(1), { callCount: 0 }), new Map()).values).toEqual({
    tool_errors: 0,
    tool_error_rate: null,
    known_mistakes: 0,
    corrections: 0,
    tokens: null,
    outcome: null,
  });
  const usage = {
    input_tokens: 1,
    output_tokens: 2,
    cache_read_input_tokens: 4,
    cache_creation: { ephemeral_1h_input_tokens: 8, ephemeral_5m_input_tokens: 16 },
  };
  const graded = row(day(1), { usage, outcomesGraded: 4, outcomesSatisfied: 3 });
  expect(measureSession(graded, new Map()).values).toMatchObject({ tokens: 31, outcome: 0.75 });
});

import { sha256 } from "@/lib/core/hash";
import { daysText, type NoteTally, plural, sessionMark } from "@/lib/engines/local/managed/managed-notes";
import type { ConstantLag } from "@/lib/engines/local/patterns/find-lags";
import { inlineCode, markdownText } from "@/lib/engines/local/text/safe-text";
import { compareText } from "@/lib/engines/local/text/text-lines";
import type { Evidence } from "@/lib/engines/types";

/** What is known of a pattern beyond its sessions; kept in the note's marker. Times in milliseconds. */
export type PatternFigures = {
  lagMs: number;
  spreadMs: number;
  isSameSource: boolean;
  /** Followed occurrences when the pattern was found, and the power of ten above their chance: 9 for "p < 1e-9". */
  count: number;
  power: number;
  /** Day (`YYYY-MM-DD`) -> occurrences that were followed, and all. By day, because several sessions may tell of one event. */
  days: Map<string, { followed: number; all: number }>;
};

/** Steps that timers and timeouts are set to, in seconds. */
const ROUND_STEPS = [3600, 1800, 900, 600, 300, 60, 30, 15, 10, 5];
/** Jitter that is usual, and how many samples that is worth. */
const USUAL = { seconds: 2, samples: 2 };
/** Standard errors that a round figure may be away, and that round figures have to be apart. */
const ROUND_ERRORS = { reach: 3.2, step: 6 };
/** Of more steps than this a figure is not round: 1575 s is no timer. */
const STEPS_MAX = 12;
const EVIDENCE_SESSIONS_MAX = 5;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const halfId = (name: string) => sha256(name).slice(0, 6);

/** 12 hex digits: six for each name, so that the names of a known note can be found again in later sessions. */
export function patternId(antecedent: string, consequent: string): string {
  return halfId(antecedent) + halfId(consequent);
}

/**
 * The lag in seconds as a person would say it. A mean of few samples is uncertain by its standard error, and so is a spread
 * of few samples, which counts as if two more had shown the usual one. When a round figure lies within some such errors, and
 * round figures are far enough apart for that to mean something, it is told instead: timers are set to round figures.
 */
export function toldLag({ lagMs, spreadMs, count }: Pick<PatternFigures, "lagMs" | "spreadMs" | "count">): string {
  const free = Math.max(1, count - 1);
  const variance = (free * (spreadMs / 1000) ** 2 + USUAL.samples * USUAL.seconds ** 2) / (free + USUAL.samples);
  const error = Math.sqrt(variance / Math.max(1, count));
  const seconds = lagMs / 1000;
  const round = ROUND_STEPS.filter((step) => step >= ROUND_ERRORS.step * error && seconds <= (STEPS_MAX + 0.5) * step)
    .map((step) => Math.round(seconds / step) * step)
    .find((value) => value > 0 && Math.abs(value - seconds) <= Math.min(ROUND_ERRORS.reach * error, value / 8));
  return String(round ?? Number(seconds.toFixed(1)));
}

export function figuresOf(lag: ConstantLag): PatternFigures {
  const days: PatternFigures["days"] = new Map();
  for (const { ms } of lag.occurrences) {
    const day = days.get(dayOf(ms)) ?? { followed: 0, all: 0 };
    days.set(dayOf(ms), { ...day, all: day.all + 1 });
  }
  for (const { a } of lag.followed) {
    const day = days.get(dayOf(a.ms));
    if (day) day.followed += 1;
  }
  // A little more than the rounding of a power of ten.
  const power = lag.chance <= 0 ? 30 : Math.min(30, Math.max(0, Math.floor(1e-9 - Math.log10(lag.chance))));
  const { lagMs, spreadMs, isSameSource } = lag;
  return {
    lagMs: Math.round(lagMs),
    spreadMs: Math.round(spreadMs),
    isSameSource,
    count: lag.followed.length,
    power,
    days,
  };
}

/** The tally of one dream's own sessions: how many of the followed occurrences each of them tells of. */
export function patternTally(lag: ConstantLag): NoteTally {
  const sessions = new Map<string, number>();
  for (const { a, b } of lag.followed) {
    for (const id of new Set([...a.told, ...b.told].map(({ evidence }) => evidence.session_id))) {
      sessions.set(sessionMark(id), (sessions.get(sessionMark(id)) ?? 0) + 1);
    }
  }
  const ordered = new Map([...sessions].sort((x, y) => compareText(x[0], y[0])));
  const days = lag.followed.map(({ a }) => dayOf(a.ms));
  return { sessions: ordered, from: days[0] ?? "", to: days.at(-1) ?? "", more: figuresText(figuresOf(lag)) };
}

export function figuresText(figures: PatternFigures): Map<string, string> {
  const days = [...figures.days].sort((a, b) => compareText(a[0], b[0]));
  return new Map([
    ["lag", String(figures.lagMs)],
    ["sd", String(figures.spreadMs)],
    ["same", figures.isSameSource ? "1" : "0"],
    ["n", String(figures.count)],
    ["p", String(figures.power)],
    ["days", days.map(([day, { followed, all }]) => `${day}:${followed}/${all}`).join(",")],
  ]);
}

/** The figures in a marker, or null when it does not hold them. */
export function readFigures(more: Map<string, string>): PatternFigures | null {
  const number = (name: string) => (/^\d{1,9}$/.test(more.get(name) ?? "") ? Number(more.get(name)) : null);
  const [lagMs, spreadMs, count, power] = [number("lag"), number("sd"), number("n"), number("p")];
  if (lagMs === null || spreadMs === null || count === null || power === null) return null;
  const days = (more.get("days") ?? "").split(",").flatMap((item) => {
    const [, day = "", followed, all] = /^(\d{4}-\d{2}-\d{2}):(\d{1,6})\/(\d{1,6})$/.exec(item) ?? [];
    return day === "" ? [] : [[day, { followed: Number(followed), all: Number(all) }] as const];
  });
  return { lagMs, spreadMs, isSameSource: more.get("same") === "1", count, power, days: new Map(days) };
}

/** Both together: each day once, with the higher counts; delay and chance stay those of the dream that found the pattern. */
export function addFigures(known: PatternFigures, added: PatternFigures): PatternFigures {
  const days = new Map(known.days);
  for (const [day, { followed, all }] of added.days) {
    const old = days.get(day) ?? { followed: 0, all: 0 };
    days.set(day, { followed: Math.max(old.followed, followed), all: Math.max(old.all, all) });
  }
  return { ...known, days };
}

/** `after 60 s (spread 3 s): 9 of 13 times in 8 sessions, 2026-11-01 to 2026-11-07`. */
export function timesText(figures: PatternFigures, { sessions, from, to }: NoteTally): string {
  const sum = (pick: (day: { followed: number; all: number }) => number) =>
    [...figures.days.values()].reduce((total, day) => total + pick(day), 0);
  const where = figures.isSameSource ? " on the same source" : "";
  const spread = Number((figures.spreadMs / 1000).toFixed(1));
  const times = `${sum((day) => day.followed)} of ${plural(
    sum((day) => day.all),
    "time",
  )}`;
  const delay = `after ${toldLag(figures)} s (mean ${Number((figures.lagMs / 1000).toFixed(1))} s, spread ${spread} s)`;
  return `${delay}${where}: ${times} in ${plural(sessions.size, "session")}, ${daysText(from, to)}`;
}

export function patternHeading({ antecedent, consequent }: Pick<ConstantLag, "antecedent" | "consequent">): string {
  return `## ${markdownText(antecedent, 80)}, then ${markdownText(consequent, 80)}`;
}

export function patternSeen(
  names: Pick<ConstantLag, "antecedent" | "consequent">,
  figures: PatternFigures,
  tally: NoteTally,
): string {
  const chance = figures.power > 0 ? ` Chance alone: p < 1e-${figures.power}.` : "";
  return `- Seen: ${inlineCode(names.antecedent)} is followed by ${inlineCode(names.consequent)} ${timesText(figures, tally)}.${chance}`;
}

/** Proof from up to five sessions: what came first and what followed. */
export function patternEvidence({ followed }: ConstantLag): Evidence[] {
  const shown: Evidence[] = [];
  const sessions = new Set<string>();
  for (const { a, b } of followed) {
    const first = a.told[0]?.evidence;
    if (!first || sessions.has(first.session_id) || sessions.size >= EVIDENCE_SESSIONS_MAX) continue;
    sessions.add(first.session_id);
    const then =
      b.told.find(({ evidence }) => evidence.session_id === first.session_id)?.evidence ?? b.told[0]?.evidence;
    shown.push(first, ...(then ? [then] : []));
  }
  return shown;
}

import type { LaneResult } from "./conflict-lane";
import { type Choice, type HunkEntry, NO_TALLY, type ReviewIndex, type Tally, withChoice } from "./review-index";

type Chosen = {
  /** By path and hunk, where it is not the choice that the hunk starts with. */
  byFile: ReadonlyMap<string, ReadonlyMap<string, Choice>>;
  tallies: ReadonlyMap<string, Tally>;
  /** By path: the text that a person wrote in place of the proposed one. */
  edits: ReadonlyMap<string, string>;
  /** By path: how a conflict ends, settled or not. */
  lanes: ReadonlyMap<string, LaneResult>;
};

/** What a person has chosen in a review. Every step keeps what it does not touch, so looking and undoing cost nothing. */
export type Choices = Chosen & {
  index: ReviewIndex;
  viewed: ReadonlySet<string>;
  /** Before each step, newest last; at most UNDO_STEPS_MAX. */
  past: Chosen[];
  /** The path in whose conflict the last step was typed; null after any other step. */
  typedAt: string | null;
};

/** What outlives the page: choices that differ from the start. */
export type KeptChoices = {
  hunks: Record<string, Choice>;
  edits: Record<string, string>;
  lanes: Record<string, LaneResult>;
  viewed: string[];
};

export type ChoiceStep =
  | { type: "choose"; entries: readonly HunkEntry[]; choice: Choice }
  | { type: "edit"; path: string; text: string | null }
  | { type: "lane"; path: string; result: LaneResult | null }
  | { type: "view"; path: string; isViewed: boolean }
  | { type: "undo" }
  | { type: "restore"; kept: KeptChoices }
  | { type: "reindex"; index: ReviewIndex };

const UNDO_STEPS_MAX = 200;

export const NOTHING_KEPT: KeptChoices = { hunks: {}, edits: {}, lanes: {}, viewed: [] };

export function startChoices(index: ReviewIndex, kept: KeptChoices = NOTHING_KEPT): Choices {
  const start: Choices = {
    index,
    byFile: new Map(),
    tallies: index.start,
    edits: new Map(Object.entries(kept.edits).filter(([path]) => index.byPath.has(path))),
    lanes: new Map(Object.entries(kept.lanes).filter(([path]) => index.byPath.has(path))),
    viewed: new Set(kept.viewed.filter((path) => index.byPath.has(path))),
    past: [],
    typedAt: null,
  };
  const chosen = new Map<Choice, HunkEntry[]>();
  for (const [id, choice] of Object.entries(kept.hunks)) {
    const entry = index.byHunk.get(id);
    if (entry) chosen.set(choice, [...(chosen.get(choice) ?? []), entry]);
  }
  let state = start;
  for (const [choice, entries] of chosen) state = choose(state, entries, choice);
  return state;
}

export function keptChoices(state: Choices): KeptChoices {
  return {
    hunks: Object.fromEntries([...state.byFile.values()].flatMap((hunks) => [...hunks])),
    edits: Object.fromEntries(state.edits),
    lanes: Object.fromEntries(state.lanes),
    viewed: [...state.viewed],
  };
}

export function choiceOf(state: Pick<Choices, "byFile">, entry: HunkEntry): Choice {
  return state.byFile.get(entry.path)?.get(entry.hunk.id) ?? entry.start;
}

export function tallyOf(state: Pick<Choices, "tallies">, group: string): Tally {
  return state.tallies.get(group) ?? NO_TALLY;
}

/** The next state; the same one when the step changes nothing. */
export function stepChoices(state: Choices, step: ChoiceStep): Choices {
  switch (step.type) {
    case "choose":
      return remember(state, choose(state, step.entries, step.choice));
    case "edit":
      return remember(state, editFile(state, step.path, step.text));
    case "lane":
      return remember(
        state,
        { ...state, lanes: withEntry(state.lanes, step.path, step.result) },
        step.result?.how === "hand" ? step.path : null,
      );
    case "view": {
      const viewed = new Set(state.viewed);
      if (step.isViewed) viewed.add(step.path);
      else viewed.delete(step.path);
      return { ...state, viewed };
    }
    case "undo":
      return undo(state);
    case "restore":
      return startChoices(state.index, step.kept);
    case "reindex":
      return startChoices(step.index, keptChoices(state));
  }
}

/** Who edits a file wants it; without the edit its changes are again what they started as. */
function editFile(state: Choices, path: string, text: string | null): Choices {
  const edited = { ...state, edits: withEntry(state.edits, path, text) };
  const open = state.index.byPath.get(path)?.open ?? [];
  if (text !== null) return choose(edited, open, "accept");
  return open.reduce((before, entry) => choose(before, [entry], entry.start), edited);
}

function undo(state: Choices): Choices {
  const before = state.past.at(-1);
  return before ? { ...state, ...before, past: state.past.slice(0, -1), typedAt: null } : state;
}

/** Typing in one place is one step: undo goes back to what stood there before the first letter. */
function remember(before: Choices, after: Choices, typedAt: string | null = null): Choices {
  if (after === before) return before;
  const { byFile, tallies, edits, lanes } = before;
  const isSameStep = typedAt !== null && before.typedAt === typedAt;
  const past = isSameStep ? before.past : [...before.past, { byFile, tallies, edits, lanes }].slice(-UNDO_STEPS_MAX);
  return { ...after, past, typedAt };
}

function withEntry<Value>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value: Value | null,
): ReadonlyMap<string, Value> {
  const next = new Map(map);
  if (value === null) next.delete(key);
  else next.set(key, value);
  return next;
}

/** Looks at the chosen hunks and at the tallies of their groups, never at the rest. */
function choose(state: Choices, entries: readonly HunkEntry[], choice: Choice): Choices {
  const moved = entries.filter((entry) => entry.isOpen && choiceOf(state, entry) !== choice);
  if (moved.length === 0) return state;
  const byFile = new Map(state.byFile);
  const tallies = new Map(state.tallies);
  const own = new Map<string, Map<string, Choice>>();
  for (const entry of moved) {
    const hunks = own.get(entry.path) ?? new Map(byFile.get(entry.path));
    own.set(entry.path, hunks);
    const from = choiceOf(state, entry);
    if (choice === entry.start) hunks.delete(entry.hunk.id);
    else hunks.set(entry.hunk.id, choice);
    for (const key of entry.groups) {
      tallies.set(key, withChoice(tallies.get(key) ?? NO_TALLY, entry, { from, to: choice }));
    }
  }
  for (const [path, hunks] of own) {
    if (hunks.size > 0) byFile.set(path, hunks);
    else byFile.delete(path);
  }
  return { ...state, byFile, tallies };
}

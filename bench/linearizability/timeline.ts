import type { Change, State } from "./history";

type Moment = { sequence: number; state: State };

/** What each memory was after each of its changes. */
export class Timeline {
  readonly #moments = new Map<string, Moment[]>();

  constructor(changes: Change[]) {
    for (const change of changes) {
      if (change.operation === "redacted") continue;
      const moments = this.#moments.get(change.memory_id) ?? [];
      moments.push({ sequence: change.sequence, state: stateAfter(change) });
      this.#moments.set(change.memory_id, moments);
    }
  }

  /** What the memory was right before the change with this sequence. */
  before(memoryId: string, sequence: number): State {
    return this.#lastUpTo(this.#moments.get(memoryId) ?? [], sequence - 1);
  }

  /** Everything the memory was from after change `from` to after change `to`, both included. */
  during(memoryId: string, from: number, to: number): State[] {
    const moments = this.#moments.get(memoryId) ?? [];
    const within = moments.filter(({ sequence }) => sequence > from && sequence <= to);
    return [this.#lastUpTo(moments, from), ...within.map(({ state }) => state)];
  }

  #lastUpTo(moments: Moment[], sequence: number): State {
    return moments.findLast((moment) => moment.sequence <= sequence)?.state ?? null;
  }
}

export function stateAfter(change: Change): State {
  if (change.operation === "deleted") return null;
  return { path: change.path ?? "", content: change.content ?? "", sha256: change.content_sha256 ?? "" };
}

const DAY_MS = 24 * 3600 * 1000;

/** A dream reads at most so many sessions (contract 5.3). */
export const SESSIONS_MAX = 100;
export const INSTRUCTIONS_CHARACTERS_MAX = 4096;

export type LaunchSession = {
  id: string;
  title: string | null;
  created_at: string;
  event_count: number;
  /** Stores that were attached. */
  store_ids: string[];
};

export type Picking =
  | { by: "days"; days: number; onlyWithStore: boolean }
  | { by: "hand"; sessionIds: ReadonlySet<string> };

/** The sessions a dream would read, newest first, never more than it may. `left` counts what did not fit. */
export function pickSessions(
  sessions: LaunchSession[],
  picking: Picking,
  at: { now: number; storeId: string | null },
): { picked: LaunchSession[]; left: number } {
  const wanted = sessions
    .filter((session) => (picking.by === "hand" ? picking.sessionIds.has(session.id) : isInRange(session, picking, at)))
    .sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
  return { picked: wanted.slice(0, SESSIONS_MAX), left: Math.max(0, wanted.length - SESSIONS_MAX) };
}

function isInRange(
  session: LaunchSession,
  picking: Extract<Picking, { by: "days" }>,
  at: { now: number; storeId: string | null },
): boolean {
  if (picking.onlyWithStore && (at.storeId === null || !session.store_ids.includes(at.storeId))) return false;
  return new Date(session.created_at).getTime() >= at.now - picking.days * DAY_MS;
}

/** Characters as the API counts them: Unicode code points. */
export function characterCount(text: string): number {
  return [...text].length;
}

import { compareText } from "@/lib/engines/local/text/text-lines";
import type { ClaimCheck } from "@/lib/engines/types";

/** What the transcripts together say of a statement. */
export type ClaimResult = {
  verdict: "confirmed" | "refuted" | "disagree";
  /** The checks that stand for the verdict, one for each session, newest first. */
  checks: ClaimCheck[];
  /** The day (`YYYY-MM-DD`, UTC) of each of them, in the same order. */
  days: string[];
};

/** What a check says, in a form that is equal for equal findings. */
function outcome({ verdict, found }: ClaimCheck): string {
  return verdict === "confirmed" ? "confirmed" : `refuted ${(found ?? "").toLowerCase().replace(/[\s_-]+/g, " ")}`;
}

function newestFirst(checks: ClaimCheck[]): ClaimCheck[] {
  const order = (a: ClaimCheck, b: ClaimCheck) =>
    Date.parse(b.at) - Date.parse(a.at) ||
    compareText(a.evidence.session_id, b.evidence.session_id) ||
    compareText(a.evidence.event_id, b.evidence.event_id) ||
    compareText(a.evidence.quote, b.evidence.quote);
  const seen = new Set<string>();
  return [...checks].sort(order).filter(({ evidence }) => {
    const isNew = !seen.has(evidence.session_id);
    seen.add(evidence.session_id);
    return isNew;
  });
}

/**
 * The newest checks decide, and those before them that say the same without a break: a session from before a change does
 * not count. Checks of one instant that differ decide nothing. The order of `checks` does not matter; there is at least one.
 */
export function resolveChecks(checks: ClaimCheck[]): ClaimResult {
  const ordered = newestFirst(checks);
  const [newest] = ordered;
  const latest = ordered.filter(({ at }) => newest && Date.parse(at) === Date.parse(newest.at));
  const isSplit = new Set(latest.map(outcome)).size > 1;
  const broken = newest ? ordered.findIndex((check) => outcome(check) !== outcome(newest)) : -1;
  const run = isSplit ? latest : ordered.slice(0, broken < 0 ? ordered.length : broken);
  return {
    verdict: isSplit ? "disagree" : (newest?.verdict ?? "disagree"),
    checks: run,
    days: run.map(({ at }) => new Date(at).toISOString().slice(0, 10)),
  };
}

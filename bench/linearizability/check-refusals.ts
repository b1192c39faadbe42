import type { Check } from "./check-history";
import { matchChanges } from "./check-history";
import type { Acknowledged, Change, History, Refused, State } from "./history";
import { Timeline } from "./timeline";

const NOT_FOUND = "404 not_found_error";
const PATH = "409 memory_path_conflict_error";
const PRECONDITION = "409 memory_precondition_failed_error";
const GONE = "409 conflict_error";

/** How the contract lets a write fail that is well formed, on a store that is active and not full. */
const LEGAL: Record<Refused["write"]["kind"], string[]> = {
  create: [PATH],
  update: [NOT_FOUND, PATH, PRECONDITION],
  rename: [NOT_FOUND, PATH, PRECONDITION],
  edit: [NOT_FOUND, GONE],
  delete: [NOT_FOUND, PRECONDITION],
};

const codeOf = (refused: Refused): string => `${refused.status ?? "no answer"} ${refused.type}`.trim();

function checkLegal(refused: Refused[]): string[] {
  return refused.flatMap((one) =>
    LEGAL[one.write.kind].includes(codeOf(one))
      ? []
      : [`client ${one.client}'s ${one.write.kind} failed with ${codeOf(one)}`],
  );
}

/**
 * The part of the feed in which a request's moment lies: not before a write that was acknowledged when it began, and
 * before every write that began when it had ended.
 */
function momentsOf(matched: Map<Acknowledged, Change>): (request: Refused) => { from: number; to: number } {
  const writes = [...matched].map(([write, change]) => ({ ...write, sequence: change.sequence }));
  const byEnd = writes.toSorted((a, b) => a.endedAt - b.endedAt);
  const byStart = writes.toSorted((a, b) => b.startedAt - a.startedAt);
  let highest = 0;
  const ended = byEnd.map(({ endedAt, sequence }) => {
    highest = Math.max(highest, sequence);
    return { at: endedAt, sequence: highest };
  });
  let lowest = Number.POSITIVE_INFINITY;
  const started = byStart.map(({ startedAt, sequence }) => {
    lowest = Math.min(lowest, sequence);
    return { at: startedAt, sequence: lowest };
  });
  return ({ startedAt, endedAt }) => ({
    from: lastWhere(ended, ({ at }) => at < startedAt)?.sequence ?? 0,
    to: (lastWhere(started, ({ at }) => at > endedAt)?.sequence ?? Number.POSITIVE_INFINITY) - 1,
  });
}

/** The last entry for which `holds`, when it holds for a first part of the entries and for none after it. */
function lastWhere<T>(entries: T[], holds: (entry: T) => boolean): T | undefined {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(entries[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1];
}

const overlaps = (a: string, b: string): boolean => a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);

/** Whether a memory in this state is a reason for the refusal. */
function isReason({ write, blocker, ...refused }: Refused, state: State): boolean {
  switch (codeOf({ write, blocker, ...refused })) {
    case NOT_FOUND:
      return state === null;
    case PRECONDITION:
      return state !== null && "expectedSha256" in write && state.sha256 !== write.expectedSha256;
    case GONE:
      return state !== null && write.kind === "edit" && state.content.split(write.oldText).length !== 2;
    case PATH:
      return state?.path === blocker?.path && "path" in write && overlaps(write.path ?? "", state?.path ?? "");
    default:
      return false;
  }
}

/** Every refusal was right at some moment between the request and its answer. */
function checkReasons(history: History): string[] {
  const momentOf = momentsOf(matchChanges(history));
  const timeline = new Timeline(history.changes);
  return history.refused.flatMap((refused) => {
    const witness = refused.blocker === null ? refused.memoryId : refused.blocker.id;
    // A blocker that the database itself stumbled on need not be named (contract 3.4).
    if (witness === null || witness === "") return [];
    const { from, to } = momentOf(refused);
    const states = timeline.during(witness, from, to);
    return states.some((state) => isReason(refused, state))
      ? []
      : [`client ${refused.client}'s ${refused.write.kind} was refused with ${codeOf(refused)} without a reason`];
  });
}

export function checkRefusals(history: History): Check[] {
  return [
    { name: "every failure is a legal 4xx", violations: checkLegal(history.refused) },
    { name: "every failure had its reason while the request ran", violations: checkReasons(history) },
  ];
}

import { plural } from "@/components/ui/number-text";
import { type Choices, choiceOf, tallyOf } from "./choices";
import { isSettled, type RefusedFile } from "./conflict-lane";
import type { AdoptBody } from "./dream-diff";
import { ALL, type FileEntry, fileGroup } from "./review-index";

/** What the last answer refused, by path. */
export type Refused = ReadonlyMap<string, RefusedFile>;

/** What pressing Adopt would do. */
export type ReviewPlan = {
  /** Changes that would be taken, and those that can be. */
  taken: number;
  open: number;
  rejected: number;
  files: number;
  edited: number;
  /** Files whose conflict nobody has settled. */
  conflicts: string[];
  removed: string[];
};

/** Whether a file's conflict has to be settled before it can be taken. */
export function needsLane(state: Choices, entry: FileEntry, refused: Refused): boolean {
  const { path } = entry.file;
  const tally = tallyOf(state, fileGroup(path));
  if (tally.conflicts > 0) return true;
  const answer = refused.get(path);
  if (answer === undefined) return false;
  if (state.edits.has(path)) return tally.accept > 0;
  const asked = entry.open.filter(({ hunk }) => answer.hunkIds.includes(hunk.id));
  return asked.length > 0 ? asked.some((each) => choiceOf(state, each) === "accept") : tally.accept > 0;
}

/** What the store held when the conflict of a file was last seen. */
function seenLive(entry: FileEntry, refused: Refused): { liveSha256: string | null } {
  return { liveSha256: refused.get(entry.file.path)?.liveSha256 ?? entry.file.drift?.live_sha256 ?? null };
}

/** Looks at every file once, never at its hunks. */
export function planReview(state: Choices, refused: Refused): ReviewPlan {
  const all = tallyOf(state, ALL);
  const plan: ReviewPlan = {
    taken: 0,
    open: all.accept + all.leave + all.reject,
    rejected: all.reject,
    files: 0,
    edited: 0,
    conflicts: [],
    removed: [],
  };
  for (const entry of state.index.files) {
    const { path, operation } = entry.file;
    const tally = tallyOf(state, fileGroup(path));
    const isEdited = state.edits.has(path);
    if (tally.accept === 0) continue;
    // The text stands for all of the file.
    plan.taken += isEdited ? tally.accept + tally.leave : tally.accept;
    plan.files += 1;
    plan.edited += Number(isEdited);
    if (operation === "removed" && !isEdited) plan.removed.push(path);
    if (needsLane(state, entry, refused) && !isSettled(state.lanes.get(path), seenLive(entry, refused))) {
      plan.conflicts.push(path);
    }
  }
  return plan;
}

type PlanWords = {
  verb: string;
  rest: string[];
  /** Why it cannot be done now. */
  reason: string | null;
  does: "adopt" | "reject" | "nothing";
};

/** The plan in words: of the button, and of the line beside it. */
export function planWords(plan: ReviewPlan): PlanWords {
  const left = plan.open - plan.taken - plan.rejected;
  const rest = [
    ...(plan.edited > 0 ? [`${plan.edited} edited`] : []),
    ...(plan.conflicts.length > 0 ? [`${plural(plan.conflicts.length, "conflict")} left`] : []),
    ...(plan.removed.length > 0 ? [`deletes ${plural(plan.removed.length, "file")}`] : []),
    ...(plan.rejected > 0 ? [`${plan.rejected} rejected`] : []),
    left > 0 ? `${left} left out` : "nothing left out",
  ];
  if (plan.taken > 0) {
    const changes =
      plan.taken === plan.open ? plural(plan.taken, "change") : `${plan.taken} of ${plural(plan.open, "change")}`;
    const conflicts = plural(plan.conflicts.length, "conflict");
    return {
      verb: `Adopt ${changes} in ${plural(plan.files, "file")}`,
      rest,
      reason: plan.conflicts.length > 0 ? `Settle ${conflicts} first, or leave what is in conflict out.` : null,
      does: "adopt",
    };
  }
  if (plan.rejected > 0) {
    return { verb: `Reject ${plural(plan.rejected, "change")}`, rest: rest.slice(-1), reason: null, does: "reject" };
  }
  return { verb: "Nothing chosen", rest, reason: "Accept a change to adopt it.", does: "nothing" };
}

/** The part of an adoption's body that a person chooses. */
type ChosenBody = {
  [Key in "files" | "hunks" | "edits" | "resolutions"]: NonNullable<AdoptBody[Key]>;
};

/** The choices as `adopt` wants them: by file where all of a file goes one way, else by hunk. */
export function adoptBody(state: Choices, refused: Refused): ChosenBody {
  const body: ChosenBody = { files: {}, hunks: {}, edits: {}, resolutions: {} };
  for (const entry of state.index.files) {
    const { path } = entry.file;
    const tally = tallyOf(state, fileGroup(path));
    const result = state.lanes.get(path);
    const edit = state.edits.get(path);
    if (entry.open.length === 0) continue;
    if (tally.accept === entry.open.length) body.files[path] = "accept";
    else if (tally.reject === entry.open.length) body.files[path] = "reject";
    else addHunks(body.hunks, state, entry);
    if (tally.accept === 0) continue;
    if (result && needsLane(state, entry, refused) && isSettled(result, seenLive(entry, refused))) {
      body.resolutions[path] = { live_sha256: result.liveSha256, content: result.content };
    } else if (edit !== undefined) body.edits[path] = edit;
  }
  return body;
}

function addHunks(hunks: Record<string, "accept" | "reject">, state: Choices, entry: FileEntry): void {
  for (const each of entry.open) {
    const choice = choiceOf(state, each);
    if (choice !== "leave") hunks[each.hunk.id] = choice;
  }
}

/** The open hunks that were turned down. */
export function rejectedHunks(state: Choices): string[] {
  return state.index.files.flatMap((entry) =>
    tallyOf(state, fileGroup(entry.file.path)).reject === 0
      ? []
      : entry.open.filter((each) => choiceOf(state, each) === "reject").map((each) => each.hunk.id),
  );
}

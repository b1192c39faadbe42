import { sha256 } from "@/lib/core/hash";
import { daysText, markerText, type NoteTally, plural, sessionMark } from "@/lib/engines/local/managed/managed-notes";
import { inlineOwn, markdownOwn } from "@/lib/engines/local/text/safe-text";
import { compareText } from "@/lib/engines/local/text/text-lines";
import type { Evidence, TranscriptReport, WorkflowTrace } from "@/lib/engines/types";

/** The trace of one session. */
export type SessionTrace = { sessionId: string; day: string; trace: WorkflowTrace; names: string[] };

/** A way of working that sessions which went well share. */
export type Workflow = {
  steps: string[];
  /** Sessions that went well and hold it, in order of time. */
  held: SessionTrace[];
  /** Sessions that went well, that failed, and failed ones that hold it all the same. */
  successes: number;
  failures: number;
  failuresHeld: number;
  /** One-sided chance of so clear a difference, corrected for what was tried; null without failed sessions. */
  chance: number | null;
};

const EVIDENCE_SESSIONS_MAX = 5;
const stepMark = (name: string) => sha256(name).slice(0, 6);

/** The traces of all reports by session time, then session id. */
export function tracesOf(reports: TranscriptReport[]): SessionTrace[] {
  const ordered = [...reports].sort(
    (a, b) => compareText(a.createdAt, b.createdAt) || compareText(a.sessionId, b.sessionId),
  );
  return ordered.flatMap(({ sessionId, createdAt, workflow }) =>
    workflow === null
      ? []
      : [{ sessionId, day: createdAt.slice(0, 10), trace: workflow, names: workflow.steps.map(({ name }) => name) }],
  );
}

export function workflowId(steps: string[]): string {
  return sha256(steps.join("\n")).slice(0, 12);
}

/** The steps of a known note, from its marker, as they are called in these traces; null when one of them does not occur. */
export function knownSteps(more: Map<string, string>, names: Iterable<string>): string[] | null {
  const byMark = new Map([...names].map((name) => [stepMark(name), name] as const));
  const steps = (more.get("steps") ?? "").split(",").map((mark) => byMark.get(mark));
  const found = steps.filter((step) => step !== undefined);
  return found.length === steps.length ? found : null;
}

export function workflowTally({ steps, held }: Pick<Workflow, "steps" | "held">): NoteTally {
  return {
    sessions: new Map(held.map(({ sessionId }) => [sessionMark(sessionId), 1] as const)),
    from: held[0]?.day ?? "",
    to: held.at(-1)?.day ?? "",
    more: new Map([["steps", steps.map(stepMark).join(",")]]),
  };
}

export function workflowSeen({ sessions, from, to }: NoteTally): string {
  return `- Seen: in ${plural(sessions.size, "session")} that went well, ${daysText(from, to)}`;
}

/** `4 of 5 sessions that went well have it, 0 of 3 that failed`. */
export function contrastText({ held, successes, failures, failuresHeld }: Workflow): string {
  const failed = failures === 0 ? "no failed session to compare with" : `${failuresHeld} of ${failures} that failed`;
  return `${held.length} of ${plural(successes, "session")} that went well have it, ${failed}`;
}

export function workflowTitle(steps: string[]): string {
  return steps.map((step) => inlineOwn(step)).join(", then ");
}

export function workflowLines(workflow: Workflow): string[] {
  const { steps } = workflow;
  const tally = workflowTally(workflow);
  const heading = `${steps[0] ?? ""} … ${steps.at(-1) ?? ""} (${steps.length} steps, ${workflowId(steps).slice(0, 4)})`;
  return [
    `## ${markdownOwn(heading, 160)}`,
    markerText("workflow", workflowId(steps), tally),
    `- Steps: ${workflowTitle(steps)}`,
    workflowSeen(tally),
    `- When it was found: ${contrastText(workflow)}`,
  ];
}

/** Proof from up to five sessions: the first and the last step of each. */
export function workflowEvidence({ steps, held }: Pick<Workflow, "steps" | "held">): Evidence[] {
  return held.slice(0, EVIDENCE_SESSIONS_MAX).flatMap(({ trace }) => {
    const first = trace.steps.find(({ name }) => name === steps[0])?.evidence;
    const last = trace.steps.findLast(({ name }) => name === steps.at(-1))?.evidence;
    return [first, last].filter((evidence) => evidence !== undefined);
  });
}

import { sha256 } from "@/lib/core/hash";
import { maskVariables } from "@/lib/engines/local/text/mask";
import { cut, inlineCode, plainLine } from "@/lib/engines/local/text/safe-text";
import { compareText } from "@/lib/engines/local/text/text-lines";
import type { Evidence, ToolFailure, TranscriptReport } from "@/lib/engines/types";

/** Failures of one signature over all sessions of a dream. */
export type RecurringFailure = {
  /** 12 hex digits made from the signature. */
  id: string;
  signature: string;
  /** One line without line breaks or invisible characters; may hold markup. */
  title: string;
  /** In order of session time, then session id, then transcript. */
  failures: ToolFailure[];
  /** Session id -> number of failures, in that same order. */
  sessions: Map<string, number>;
  /** Days (`YYYY-MM-DD`) of the first and the last session. */
  from: string;
  to: string;
};

const EVIDENCE_PER_SESSION_MAX = 2;
const RECOVERY_EVIDENCE_MAX = 5;

function titleOf({ signature, toolName }: ToolFailure): string {
  const rest = signature.slice(signature.indexOf(": ") + 2).replace(/<[a-z]+>/g, "…");
  return cut(plainLine(`${toolName}: ${rest}`), 120);
}

/** Groups the failures of all reports by signature; the order of the reports does not matter. */
export function groupFailures(reports: TranscriptReport[]): RecurringFailure[] {
  const groups = new Map<string, RecurringFailure>();
  const ordered = [...reports].sort(
    (a, b) => compareText(a.createdAt, b.createdAt) || compareText(a.sessionId, b.sessionId),
  );
  for (const { sessionId, createdAt, failures } of ordered) {
    const day = createdAt.slice(0, 10);
    for (const failure of failures) {
      const { signature } = failure;
      const group: RecurringFailure = groups.get(signature) ?? {
        id: sha256(signature).slice(0, 12),
        signature,
        title: titleOf(failure),
        failures: [],
        sessions: new Map(),
        from: day,
        to: day,
      };
      groups.set(signature, group);
      group.failures.push(failure);
      group.sessions.set(sessionId, (group.sessions.get(sessionId) ?? 0) + 1);
      group.to = day;
    }
  }
  return [...groups.values()].sort(
    (a, b) =>
      b.sessions.size - a.sessions.size ||
      b.failures.length - a.failures.length ||
      compareText(a.signature, b.signature),
  );
}

/** One item for each different masked text, the most frequent first, each shown by its first occurrence. */
function commonTexts(texts: string[]): { text: string; count: number }[] {
  const byMask = new Map<string, { text: string; count: number }>();
  for (const text of texts) {
    const mask = maskVariables(text);
    const known = byMask.get(mask);
    if (known) known.count += 1;
    else byMask.set(mask, { text, count: 1 });
  }
  return [...byMask.values()].sort((a, b) => b.count - a.count);
}

/** `call` fails with `message`; also `message`: at most three messages. */
export function describeFailure({ failures }: RecurringFailure): string {
  const [call] = commonTexts(failures.map((failure) => failure.call));
  const [error, ...others] = commonTexts(failures.map((failure) => failure.error)).slice(0, 3);
  const also = others.map(({ text }) => inlineCode(text)).join(", ");
  return `${inlineCode(call?.text ?? "")} with ${inlineCode(error?.text ?? "")}${also === "" ? "" : `; also ${also}`}`;
}

/** What worked most often afterwards, or null when nothing did. */
export function describeRecovery({ failures }: RecurringFailure): string | null {
  const recovered = failures.flatMap(({ call, recovery }) => (recovery ? [{ call, worked: recovery.call }] : []));
  const [best] = commonTexts(recovered.map(({ worked }) => worked));
  if (!best) return null;
  const isSame = recovered.every(({ call, worked }) => call === worked);
  const instance = recovered.every(({ worked }) => worked === best.text) || isSame ? "" : "for instance ";
  const times = `${recovered.length} of ${failures.length} times`;
  return `${instance}${inlineCode(best.text)}${isSame ? " again, after changes" : ""} (${times})`;
}

/** Proof from every session, then what worked; each event once. */
export function evidenceOf({ failures }: RecurringFailure): Evidence[] {
  const perSession = new Map<string, number>();
  const shown = new Map<string, Evidence>();
  const recoveries: Evidence[] = [];
  for (const { evidence, recovery } of failures) {
    const count = perSession.get(evidence.session_id) ?? 0;
    if (count >= EVIDENCE_PER_SESSION_MAX) continue;
    perSession.set(evidence.session_id, count + 1);
    shown.set(evidence.event_id, evidence);
    if (recovery && recoveries.length < RECOVERY_EVIDENCE_MAX) recoveries.push(recovery.evidence);
  }
  for (const evidence of recoveries) shown.set(evidence.event_id, evidence);
  return [...shown.values()];
}

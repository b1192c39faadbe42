import { type Draft, draftContents, draftLines, isByPerson, lineTime } from "@/lib/engines/local/draft/draft";
import { type NewFinding, propose } from "@/lib/engines/local/draft/propose";
import { ignoredWordIn, isProtected } from "@/lib/engines/local/engine-rules";
import type { Pass } from "@/lib/engines/local/pass";
import { inlineCode, inlineOwn } from "@/lib/engines/local/text/safe-text";
import { compareText } from "@/lib/engines/local/text/text-lines";
import { baseName, type ClaimStatement } from "@/lib/engines/local/verify/claim-statement";
import { readStatements } from "@/lib/engines/local/verify/claim-statements";
import { refutedLine, verifiedLine } from "@/lib/engines/local/verify/verify-line";
import { type ClaimResult, resolveChecks } from "@/lib/engines/local/verify/verify-result";
import type { ClaimCheck } from "@/lib/engines/types";

/** So many findings without a change are told one by one for each kind; the others are counted in one. */
const QUIET_MAX = 50;
const EVIDENCE_MAX = 10;

type Place = { draft: Draft; statement: ClaimStatement; text: string };
type Kind = "verify" | "contradict";

const sessions = (count: number, verb: string) =>
  `${count} session${count === 1 ? "" : "s"} ${verb}${count === 1 ? "s" : ""}`;

function findingOf({ statement }: Place, kind: Kind, rationale: string, result: ClaimResult): NewFinding {
  return {
    kind,
    rationale,
    confidence: result.checks.length > 1 ? 0.95 : 0.9,
    evidence: result.checks.slice(0, EVIDENCE_MAX).map(({ evidence }) => evidence),
    sources: [{ path: statement.path, line: statement.line }],
    edits: [],
  };
}

function edited({ statement }: Place, line: string): NewFinding["edits"] {
  const { path, line: number } = statement;
  return [{ type: "replace", path, start: number, end: number, lines: [line] }];
}

function confirm(place: Place, result: ClaimResult): NewFinding | null {
  const rationale = `${sessions(result.checks.length, "confirm")} ${inlineOwn(place.text)}.`;
  const finding = findingOf(place, "verify", rationale, result);
  if (!place.statement.hasRoom) {
    return { ...finding, leftAlone: "It is confirmed, but its form has no room for a mark." };
  }
  const line = verifiedLine(place.text, result.days);
  return line === null ? null : { ...finding, edits: edited(place, line) };
}

/** The days of the sessions that also bear out whatever else the line says. */
function provenDays({ checks, days }: ClaimResult): string[] {
  return days.filter((_, index) => checks[index]?.isUnproven !== true);
}

function refute(place: Place, result: ClaimResult): NewFinding | null {
  const { draft, statement, text } = place;
  const [newest] = result.checks;
  const written = lineTime(draft, statement.path, statement.line);
  // What was written after the transcript is the newer evidence.
  if (!newest || (written !== null && Date.parse(written) > Date.parse(newest.at))) return null;
  const claimed = newest.claimed ?? text;
  const found = newest.found ?? newest.evidence.quote;
  const values = `${inlineCode(claimed)} in the memory, ${inlineCode(found)} in the transcript`;
  const finding = findingOf(
    place,
    "contradict",
    `${sessions(result.checks.length, "refute")} ${inlineOwn(text)}: ${values}.`,
    result,
  );
  if (!statement.hasRoom)
    return { ...finding, leftAlone: "Its form is not changed by a dream: a person should decide." };
  const line = refutedLine(text, newest, { days: provenDays(result), keepsOld: draft.rules.keepsOldValues });
  if (line === null)
    return { ...finding, leftAlone: "The value cannot be replaced safely in this line: a person should decide." };
  return { ...finding, edits: edited(place, line), isRefutation: true };
}

function disagree(place: Place, result: ClaimResult): NewFinding {
  const found = result.checks.map(
    (check) => (check.verdict === "confirmed" ? check.claimed : check.found) ?? "another value",
  );
  const values = [...new Set(found)].sort(compareText).slice(0, 4).map(inlineCode).join(" and ");
  const finding = findingOf(
    place,
    "contradict",
    `Transcripts disagree on ${inlineOwn(place.text)}: ${values}.`,
    result,
  );
  return { ...finding, leftAlone: "Transcripts of the same time show different values: a person should decide." };
}

function judge(place: Place, checks: ClaimCheck[]): NewFinding | null {
  const result = resolveChecks(checks);
  if (result.verdict === "disagree") return disagree(place, result);
  return result.verdict === "confirmed" ? confirm(place, result) : refute(place, result);
}

/** True when nothing will be changed, whatever the evidence. */
function isQuiet({ draft, statement: { path, line } }: Place, finding: NewFinding): boolean {
  return (
    finding.leftAlone !== undefined ||
    isProtected(draft.rules, path) ||
    draft.rules.kindsOff.has(finding.kind) ||
    isByPerson(draft, path, line, line)
  );
}

function checksByKey(reports: { claims: ClaimCheck[] }[]): Map<string, ClaimCheck[]> {
  const checks = new Map<string, ClaimCheck[]>();
  for (const { claims } of reports) {
    for (const check of claims) {
      const known = checks.get(check.key);
      if (known) known.push(check);
      else checks.set(check.key, [check]);
    }
  }
  return checks;
}

type Telling = { draft: Draft; told: Set<string>; quiet: Record<Kind, number> };

function tell({ draft, told, quiet }: Telling, place: Place, finding: NewFinding): void {
  const kind: Kind = finding.kind === "verify" ? "verify" : "contradict";
  const staysQuiet = isQuiet(place, finding);
  if (staysQuiet) quiet[kind] += 1;
  // A finding without a change leaves its line as it is: the next round sees it again.
  const isKnown = told.has(`${kind} ${finding.rationale}`);
  if (!isKnown && (!staysQuiet || quiet[kind] <= QUIET_MAX)) propose(draft, finding);
}

/**
 * Marks the lines that transcripts confirm and sets right those that they refute, the newest evidence first. A line gets its
 * mark once for each session: a later dream over the same sessions adds nothing.
 */
export const verifyPass: Pass = (draft, { reports }) => {
  const checks = checksByKey(reports);
  if (checks.size === 0) return;
  const current = draft.findings.filter((_, number) => !draft.superseded.has(number));
  const told = new Set(current.map(({ kind, rationale }) => `${kind} ${rationale}`));
  const telling: Telling = { draft, told, quiet: { verify: 0, contradict: 0 } };
  const files = new Set([...checks.keys()].map((key) => key.split("\n")[1]));
  for (const { path, content } of draftContents(draft)) {
    // The file's name is part of each statement's key.
    if (!files.has(baseName(path))) continue;
    for (const statement of readStatements(path, content)) {
      const own = checks.get(statement.key);
      const text = draftLines(draft, path)[statement.line - 1]?.text ?? "";
      if (!own || ignoredWordIn(draft.rules, text) !== null) continue;
      const place: Place = { draft, statement, text };
      const finding = judge(place, own);
      if (finding) tell(telling, place, finding);
    }
  }
  tellRest(draft, told, telling.quiet);
};

function tellRest(draft: Draft, told: Set<string>, quiet: Record<Kind, number>): void {
  for (const kind of ["verify", "contradict"] as const) {
    const more = quiet[kind] - QUIET_MAX;
    if (more <= 0) continue;
    const rationale = `${more} more line${more === 1 ? " was" : "s were"} ${kind === "verify" ? "confirmed" : "refuted"} by transcripts.`;
    if (told.has(`${kind} ${rationale}`)) continue;
    const leftAlone = "Too many to be shown one by one.";
    propose(draft, { kind, rationale, confidence: 0.9, evidence: [], sources: [], edits: [], leftAlone });
  }
}

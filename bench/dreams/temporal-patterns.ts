import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { closeDraft } from "@/lib/engines/local/close-draft";
import { openDraft } from "@/lib/engines/local/draft";
import { patternsPass } from "@/lib/engines/local/patterns-pass";
import { readSignals } from "@/lib/engines/local/read-signals";
import { pairToolCalls } from "@/lib/engines/local/tool-calls";
import type { EngineEvent, EngineTranscript, Finding, TranscriptReport } from "@/lib/engines/types";
import type { BenchRow } from "./bench-row";

type PlantedEvent = { kind: string; source: string; name: string; time: string };
type Gold = { antecedent: string; consequent: string; lag_s: number };
type Case = { case: string; sessions: { session: string; events: PlantedEvent[] }[]; gold: Gold[] };

/** How a monitoring tool might answer: as JSON or as log lines. */
const FORMS: Record<string, (events: PlantedEvent[]) => string> = {
  json: (events) => JSON.stringify({ total: events.length, items: events }, null, 1),
  log: (events) => events.map(({ kind, source, name, time }) => `${time} ${source} ${kind}: ${name}`).join("\n"),
};

/** An ordinary session of somebody on call: one alert in, the list of what happened, an answer. */
function transcriptOf(
  session: string,
  events: PlantedEvent[],
  form: (events: PlantedEvent[]) => string,
): EngineTranscript {
  const at = events.at(-1)?.time ?? "2026-01-01T00:00:00Z";
  const text = (value: string) => [{ type: "text", text: value }];
  const event = (id: string, type: string, payload: Record<string, unknown>): EngineEvent => ({
    id: `${session}/${id}`,
    type,
    processedAt: at,
    payload,
  });
  return {
    sessionId: session,
    title: null,
    createdAt: at,
    mountPaths: [],
    events: [
      event("ask", "user.message", { content: text("What happened today? Look at the monitoring.") }),
      event("call", "agent.tool_use", { name: "list_events", input: { day: at.slice(0, 10) } }),
      event("answer", "agent.tool_result", { tool_use_id: `${session}/call`, content: text(form(events)) }),
      event("end", "agent.message", { content: text(`There were ${events.length} entries; I looked at each.`) }),
    ],
  };
}

function reportOf(transcript: EngineTranscript): TranscriptReport {
  const calls = pairToolCalls(transcript);
  return {
    sessionId: transcript.sessionId,
    title: null,
    createdAt: transcript.createdAt,
    eventCount: transcript.events.length,
    toolCallCount: calls.length,
    failures: [],
    mentions: [],
    claims: [],
    signals: readSignals(transcript, calls),
    workflow: null,
    corrections: [],
    outcomes: [],
  };
}

function dream(sessions: Case["sessions"], form: (events: PlantedEvent[]) => string): Finding[] {
  const reports = sessions.map(({ session, events }) => reportOf(transcriptOf(session, events, form)));
  const draft = openDraft([]);
  patternsPass(draft, { reports, at: new Date("2026-11-20T00:00:00Z") });
  return closeDraft(draft).findings.filter(({ state }) => state === "proposed");
}

/** `B` follows `A` after L s: the names and the lag that a finding tells. */
function toldBy({ rationale }: Finding): { consequent: string; antecedent: string; lagSeconds: number } | null {
  const match = /^`([^`]*)` follows `([^`]*)` after ([\d.]+) s/.exec(rationale);
  return match ? { consequent: match[1] ?? "", antecedent: match[2] ?? "", lagSeconds: Number(match[3]) } : null;
}

function compare(gold: Gold[], findings: Finding[]): { found: number; near: number; falseAlarms: string[] } {
  const hits = gold.map((line) => {
    const isIt = (finding: Finding) => {
      const told = toldBy(finding);
      return told?.antecedent.endsWith(line.antecedent) === true && told.consequent.endsWith(line.consequent);
    };
    const finding = findings.find(isIt);
    return finding ? { finding, offBy: Math.abs((toldBy(finding)?.lagSeconds ?? Number.NaN) - line.lag_s) } : null;
  });
  const found = hits.filter((hit) => hit !== null);
  return {
    found: found.length,
    near: found.filter(({ offBy }) => offBy <= 2).length,
    falseAlarms: findings
      .filter((finding) => !found.some((hit) => hit.finding === finding))
      .map(({ rationale }) => rationale),
  };
}

/**
 * Planted "B follows A after L seconds" among decoys, told in tool results as JSON and as log lines: found, lag within two
 * seconds, no other pattern. Reads every `sre/*planted-temporal*.jsonl` of the data folder.
 */
export async function measureTemporalPatterns(dataFolder: string): Promise<BenchRow[]> {
  const folder = join(dataFolder, "sre");
  const cases = readdirSync(folder)
    .filter((name) => /planted-temporal.*\.jsonl$/.test(name))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Case);
  return Object.entries(FORMS).flatMap(([formName, form]): BenchRow[] => {
    const results = cases.map(({ sessions, gold }) => ({ gold, ...compare(gold, dream(sessions, form)) }));
    const planted = results.reduce((sum, { gold }) => sum + gold.length, 0);
    const found = results.reduce((sum, result) => sum + result.found, 0);
    const near = results.reduce((sum, result) => sum + result.near, 0);
    const alarms = results.flatMap(({ falseAlarms }) => falseAlarms);
    const task = `temporal patterns (${formName})`;
    return [
      {
        task,
        metric: "found",
        value: planted === 0 ? 1 : found / planted,
        bar: 1,
        isHigherBetter: true,
        detail: `${found} of ${planted}`,
      },
      {
        task,
        metric: "lag within 2 s",
        value: planted === 0 ? 1 : near / planted,
        bar: 1,
        isHigherBetter: true,
        detail: `${near} of ${planted}`,
      },
      {
        task,
        metric: "false alarms",
        value: alarms.length,
        bar: 0,
        isHigherBetter: false,
        detail: alarms.slice(0, 3).join(" | "),
      },
    ];
  });
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localEngine } from "@/lib/engines/local/local-engine";
import type { EngineEvent, EngineTranscript, Finding } from "@/lib/engines/types";
import type { BenchRow } from "./bench-row";
import { MORE_FORMS, type PlantedEvent, type SignalForm, TWO_FORMS } from "./temporal-forms";

type Gold = { antecedent: string; consequent: string; lag_s: number };
type Case = { case: string; sessions: { session: string; events: PlantedEvent[] }[]; gold: Gold[] };
type Result = { planted: number; found: number; near: number; falseAlarms: string[] };

/** An ordinary session of somebody on call: a question, the lists of what happened, an answer. */
function transcriptOf(session: string, events: PlantedEvent[], form: SignalForm): EngineTranscript {
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
      ...form(events).flatMap((told, index) => [
        event(`call-${index}`, "agent.tool_use", { name: "list_events", input: { day: at.slice(0, 10), page: index } }),
        event(`answer-${index}`, "agent.tool_result", {
          tool_use_id: `${session}/call-${index}`,
          content: text(told),
        }),
      ]),
      event("end", "agent.message", { content: text(`There were ${events.length} entries; I looked at each.`) }),
    ],
  };
}

/** What the whole engine proposes for these sessions. */
function dream(sessions: Case["sessions"], form: SignalForm): Finding[] {
  const reports = sessions.map(({ session, events }) =>
    localEngine.readTranscript({ transcript: transcriptOf(session, events, form), memories: [] }),
  );
  const at = new Date("2026-11-20T00:00:00Z");
  const { findings } = localEngine.consolidate({
    storeName: "Operations",
    memories: [],
    reports,
    instructions: null,
    at,
  });
  return findings.filter(({ kind, state }) => kind === "pattern" && state === "proposed");
}

/** `B` follows `A` after L s: the names and the lag that a finding tells. */
function toldBy({ rationale }: Finding): { consequent: string; antecedent: string; lagSeconds: number } | null {
  const match = /^`([^`]*)` follows `([^`]*)` after ([\d.]+) s/.exec(rationale);
  return match ? { consequent: match[1] ?? "", antecedent: match[2] ?? "", lagSeconds: Number(match[3]) } : null;
}

function compare(gold: Gold[], findings: Finding[]): Result {
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
    planted: gold.length,
    found: found.length,
    near: found.filter(({ offBy }) => offBy <= 2).length,
    falseAlarms: findings
      .filter((finding) => !found.some((hit) => hit.finding === finding))
      .map(({ rationale }) => rationale),
  };
}

function rowsOf(task: string, results: Result[]): BenchRow[] {
  const sum = (pick: (result: Result) => number) => results.reduce((total, result) => total + pick(result), 0);
  const planted = sum((result) => result.planted);
  const share = (metric: string, count: number): BenchRow => ({
    task,
    metric,
    value: planted === 0 ? 1 : count / planted,
    bar: 1,
    isHigherBetter: true,
    detail: `${count} of ${planted}`,
  });
  const alarms = results.flatMap(({ falseAlarms }) => falseAlarms);
  return [
    share(
      "found",
      sum(({ found }) => found),
    ),
    share(
      "lag within 2 s",
      sum(({ near }) => near),
    ),
    {
      task,
      metric: "false alarms",
      value: alarms.length,
      bar: 0,
      isHigherBetter: false,
      detail: alarms.slice(0, 3).join(" | "),
    },
  ];
}

/**
 * Planted "B follows A after L seconds" among decoys, told in tool results as JSON, as log lines and in the other forms that
 * monitoring tools have: found, lag within two seconds, no other pattern. The whole engine reads and dreams. Reads every
 * `sre/*planted-temporal*.jsonl` of the data folder.
 */
export async function measureTemporalPatterns(dataFolder: string): Promise<BenchRow[]> {
  const folder = join(dataFolder, "sre");
  const cases = readdirSync(folder)
    .filter((name) => /planted-temporal.*\.jsonl$/.test(name))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Case);
  const measure = (form: SignalForm) => cases.map(({ sessions, gold }) => compare(gold, dream(sessions, form)));
  const more = Object.values(MORE_FORMS);
  return [
    ...Object.entries(TWO_FORMS).flatMap(([name, form]) => rowsOf(`temporal patterns (${name})`, measure(form))),
    ...rowsOf(`temporal patterns (${more.length} other forms)`, more.flatMap(measure)),
  ];
}

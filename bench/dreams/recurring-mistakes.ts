import { readFileSync } from "node:fs";
import { join } from "node:path";
import { localEngine } from "@/lib/engines/local/local-engine";
import type { EngineTranscript, Finding } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";
import type { BenchRow } from "./bench-row";
import { compareWithGold, type GoldError, type ProposedMistake } from "./compare-gold";
import { readClaudeCodeFolder, readTauBench } from "./transcript-files";

const RECALL_MIN = 0.95;
const PRECISION_MIN = 0.9;

type TauGold = { tool: string; error_template: string; sessions: number; session_ids: string[] };

function dream(transcripts: EngineTranscript[]): Finding[] {
  const reports = transcripts.map((transcript) => localEngine.readTranscript({ transcript, memories: [] }));
  const at = new Date("2026-11-01T00:00:00Z");
  const input = { storeName: "bench", memories: [], reports, instructions: null, at };
  return localEngine
    .consolidate(input)
    .findings.filter(({ kind, state }) => kind === "mistake" && state === "proposed");
}

function proposalOf({ rationale, evidence }: Finding): ProposedMistake {
  return {
    text: rationale,
    quotes: evidence.map(({ quote }) => quote),
    sessions: [...new Set(evidence.map(({ session_id }) => session_id))],
  };
}

/** 0 to 1: quotes that stand in the event they are said to come from. */
function shareOfTrueQuotes(transcripts: EngineTranscript[], findings: Finding[]): number {
  const events = new Map(
    transcripts.flatMap(({ sessionId, events: own }) =>
      own.map((event) => [`${sessionId} ${event.id}`, event] as const),
    ),
  );
  const evidence = findings.flatMap((finding) => finding.evidence);
  const right = evidence.filter(({ session_id, event_id, quote }) => {
    const event = events.get(`${session_id} ${event_id}`);
    return event !== undefined && quoteStandsIn(event, quote);
  });
  return evidence.length === 0 ? 1 : right.length / evidence.length;
}

function measure(name: string, transcripts: EngineTranscript[], gold: GoldError[]): BenchRow[] {
  const findings = dream(transcripts);
  const { wanted, found, missed, extra, forbidden, recall, precision } = compareWithGold(
    gold,
    findings.map(proposalOf),
  );
  const exact = found.filter((hit) => hit.hasExactSessions).length;
  const row = (metric: string, value: number, bar: number, detail: string): BenchRow => ({
    task: `recurring mistakes (${name})`,
    metric,
    value,
    bar,
    isHigherBetter: true,
    detail,
  });
  const missing = missed.map(({ signature }) => `missed ${signature}`);
  const wrong = [
    ...extra.map(({ text }) => `extra ${text}`),
    ...forbidden.map(({ signature }) => `forbidden ${signature}`),
  ];
  return [
    row("recall", recall, RECALL_MIN, [`${found.length} of ${wanted.length}`, ...missing].join("; ")),
    row("precision", precision, PRECISION_MIN, [`${found.length} of ${findings.length}`, ...wrong].join("; ")),
    row("session lists exact", found.length === 0 ? 1 : exact / found.length, 1, `${exact} of ${found.length}`),
    row("true quotes", shareOfTrueQuotes(transcripts, findings), 1, ""),
    { ...row("secondary errors proposed", forbidden.length, 0, ""), isHigherBetter: false },
  ];
}

/** Tool errors that recur in several sessions, against the labels: two sets of transcripts under the data folder. */
export async function measureRecurringMistakes(dataFolder: string): Promise<BenchRow[]> {
  const claude = join(dataFolder, "transcripts", "claude-code", "entire");
  const tau = join(dataFolder, "transcripts", "tau-bench");
  const read = (path: string) => JSON.parse(readFileSync(path, "utf8")) as unknown;
  const claudeGold = read(join(claude, "gold-recurring-errors-dev.json")) as GoldError[];
  const tauGold = (read(join(tau, "gold-recurring-errors-dev.json")) as TauGold[]).map(
    ({ tool, error_template, sessions, session_ids }): GoldError => ({
      signature: `${tool}:${error_template.replace(/^Error: /, "")}`,
      kind: "tool-error",
      sessions,
      session_files: session_ids,
      example: error_template,
    }),
  );
  return [
    ...measure("claude-code", readClaudeCodeFolder(claude), claudeGold),
    ...measure("tau-bench", readTauBench(join(tau, "gpt-4o-airline-dev.jsonl")), tauGold),
  ];
}

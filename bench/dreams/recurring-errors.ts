/**
 * Which recurring tool errors does a dream of the local engine propose? Run: `npx tsx bench/dreams/recurring-errors.ts <data folder>`.
 * Prints recall, precision and the share of true quotes; exits 1 below the bar, 2 without data.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localEngine } from "@/lib/engines/local/local-engine";
import type { EngineTranscript, Finding } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";
import { compareWithGold, type GoldError, type ProposedMistake } from "./compare-gold";
import { readClaudeCodeFolder, readTauBench } from "./transcript-files";

const RECALL_MIN = 0.95;
const PRECISION_MIN = 0.9;

type TauGold = { tool: string; error_template: string; sessions: number; session_ids: string[] };

function dream(transcripts: EngineTranscript[]): Finding[] {
  const reports = transcripts.map((transcript) => localEngine.readTranscript({ transcript, memories: [] }));
  const at = new Date("2026-11-01T00:00:00Z");
  const input = { storeName: "bench", memories: [], reports, instructions: null, at };
  return localEngine.consolidate(input).findings.filter(({ kind }) => kind === "mistake");
}

function proposalOf({ rationale, evidence }: Finding): ProposedMistake {
  return {
    text: rationale,
    quotes: evidence.map(({ quote }) => quote),
    sessions: [...new Set(evidence.map(({ session_id }) => session_id))],
  };
}

function countTrueQuotes(transcripts: EngineTranscript[], findings: Finding[]): { all: number; right: number } {
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
  return { all: evidence.length, right: right.length };
}

/** Prints one table; true when the bar is met. */
function measure(name: string, transcripts: EngineTranscript[], gold: GoldError[]): boolean {
  const startedAt = performance.now();
  const findings = dream(transcripts);
  const seconds = (performance.now() - startedAt) / 1000;
  const result = compareWithGold(gold, findings.map(proposalOf));
  const quotes = countTrueQuotes(transcripts, findings);
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  console.log(`\n${name}: ${transcripts.length} sessions, ${seconds.toFixed(2)} s`);
  console.log(
    `  recurring tool errors proposed  ${result.found.length} of ${result.wanted.length} (${percent(result.recall)})`,
  );
  console.log(
    `  precision                       ${result.found.length} of ${findings.length} (${percent(result.precision)})`,
  );
  console.log(
    `  with exactly the gold sessions  ${result.found.filter((hit) => hit.hasExactSessions).length} of ${result.found.length}`,
  );
  console.log(`  true quotes                     ${quotes.right} of ${quotes.all}`);
  for (const { gold: line, proposal } of result.found)
    console.log(`  found      ${line.signature}\n             ${proposal.text}`);
  for (const line of result.missed) console.log(`  MISSED     ${line.signature}`);
  for (const proposal of result.extra) console.log(`  extra      ${proposal.text}`);
  for (const line of result.forbidden) console.log(`  FORBIDDEN  ${line.signature}`);
  const isTrue = quotes.all === quotes.right && result.forbidden.length === 0;
  return isTrue && result.recall >= RECALL_MIN && result.precision >= PRECISION_MIN;
}

function main(dataFolder: string | undefined): number {
  const folder = dataFolder === undefined ? null : join(dataFolder, "transcripts");
  if (folder === null || !existsSync(folder)) {
    console.error(
      `usage: recurring-errors.ts <data folder>; ${folder ?? "no folder given"}${folder ? " does not exist" : ""}`,
    );
    return 2;
  }
  const claudeFolder = join(folder, "claude-code", "entire");
  const claudeGold = JSON.parse(
    readFileSync(join(claudeFolder, "gold-recurring-errors-dev.json"), "utf8"),
  ) as GoldError[];
  const tauGold = JSON.parse(
    readFileSync(join(folder, "tau-bench", "gold-recurring-errors-dev.json"), "utf8"),
  ) as TauGold[];
  const tauLines = tauGold.map(
    ({ tool, error_template, sessions, session_ids }): GoldError => ({
      signature: `${tool}:${error_template.replace(/^Error: /, "")}`,
      kind: "tool-error",
      sessions,
      session_files: session_ids,
      example: error_template,
    }),
  );
  const passes = [
    measure("claude-code/entire", readClaudeCodeFolder(claudeFolder), claudeGold),
    measure("tau-bench", readTauBench(join(folder, "tau-bench", "gpt-4o-airline-dev.jsonl")), tauLines),
  ];
  console.log(passes.every(Boolean) ? "\nAll above the bar." : "\nBELOW THE BAR.");
  return passes.every(Boolean) ? 0 : 1;
}

process.exitCode = main(process.argv[2]);

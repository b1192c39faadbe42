import { existsSync } from "node:fs";
import { join } from "node:path";
import { localEngine } from "@/lib/engines/local/local-engine";
import type { EngineTranscript, TranscriptReport } from "@/lib/engines/types";
import { drawQuestions } from "@/lib/wake/draw-questions";
import { runWakeTest, type WakeTest } from "@/lib/wake/run-wake-test";
import { wakeInput } from "@/lib/wake/wake-input";
import { readClaudeCodeFolder } from "../dreams/transcript-files";
import type { MadeReview } from "./make-review";
import { cpuTimed, median } from "./timing";

const reportOf = (transcript: EngineTranscript): TranscriptReport => ({
  ...localEngine.readTranscript({ transcript, memories: [] }),
  questions: drawQuestions(transcript),
});

const inputOf = ({ memories, files }: MadeReview, reports: TranscriptReport[]) =>
  wakeInput({ base: memories, proposal: { files }, reports });

/** What the made sessions ask of the made stores. */
export function wakeTestOf(made: MadeReview): WakeTest {
  return runWakeTest(inputOf(made, made.transcripts.map(reportOf)));
}

/** `ms` of processor. */
export type WakeFigures = {
  source: string;
  memories: number;
  questions: number;
  lost: number;
  gained: number;
  ms: number;
};

/** Looks the questions of the made sessions up in made stores of several sizes, then those of real ones in the largest. */
export async function measureWake(reviews: MadeReview[], rounds: number, data: string | null): Promise<WakeFigures[]> {
  const figures: WakeFigures[] = [];
  for (const made of reviews) {
    const reports = made.transcripts.map(reportOf);
    figures.push(await measureOne("made sessions", made, reports, rounds));
  }
  const largest = reviews.at(-1);
  const real = readSessions(data);
  if (largest === undefined || real === null) return figures;
  const draws = await cpuTimed(() => real.map(drawQuestions));
  console.error(`questions of ${real.length} real sessions: ${draws.ms.toFixed(0)} ms`);
  return [...figures, await measureOne("real sessions", largest, real.map(reportOf), rounds)];
}

async function measureOne(source: string, made: MadeReview, reports: TranscriptReport[], rounds: number) {
  const input = inputOf(made, reports);
  const times: number[] = [];
  let test = runWakeTest(input);
  for (let round = 0; round < rounds; round++) {
    const run = await cpuTimed(() => runWakeTest(input));
    times.push(run.ms);
    test = run.result;
  }
  const counts = { questions: test.asked, lost: test.lost.length, gained: test.gained.length };
  return { source, memories: made.memories.length, ...counts, ms: median(times) };
}

function readSessions(data: string | null): EngineTranscript[] | null {
  const folder = data === null ? null : join(data, "transcripts/claude-code/entire");
  if (folder !== null && existsSync(folder)) return readClaudeCodeFolder(folder);
  console.error(
    folder === null ? "wake test of real sessions: left out, no --data" : `wake test: ${folder} is missing`,
  );
  return null;
}

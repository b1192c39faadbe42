/**
 * A dream of the largest kind: `npx tsx bench/dreams/large.ts [sessions]`: 10,000 memories and sessions of 5 MB each, one after
 * another as the product reads them. Prints time and memory as it goes.
 */
import { makeStore } from "@/bench/dreams/made-store";
import { localEngine } from "@/lib/engines/local/local-engine";
import type { TranscriptReport } from "@/lib/engines/types";

const MEMORIES = 10_000;
const EVENTS = 200;
const EVENT_BYTES = 50_000;

const mebibytes = () => (process.memoryUsage().rss / 2 ** 20).toFixed(0);
const sessions = Number(process.argv[2] ?? "100");
const { memories } = makeStore({ memories: MEMORIES, sessions: 0, events: 0 });
const since = performance.now();
const seconds = () => ((performance.now() - since) / 1000).toFixed(1);
const reports: TranscriptReport[] = [];
for (let session = 0; session < sessions; session += 1) {
  const { transcripts } = makeStore({
    memories: MEMORIES / 100,
    sessions: 1,
    events: EVENTS,
    eventBytes: EVENT_BYTES,
    seed: session + 2,
  });
  for (const transcript of transcripts) {
    reports.push(
      localEngine.readTranscript({ transcript: { ...transcript, sessionId: `session-${session}` }, memories }),
    );
  }
  if (session % 10 === 9) console.log(`${session + 1} sessions read: ${seconds()} s, ${mebibytes()} MiB`);
}
console.log(`reports: ${(JSON.stringify(reports).length / 2 ** 20).toFixed(1)} MiB`);
const { findings, files } = localEngine.consolidate({
  storeName: "bench",
  memories,
  reports,
  instructions: null,
  at: new Date("2026-11-20T12:00:00Z"),
});
console.log(`${findings.length} findings in ${files.length} files: ${seconds()} s, ${mebibytes()} MiB`);

import type { BenchRow } from "@/bench/dreams/bench-row";
import { findDataFiles, readJsonLines } from "@/bench/dreams/data-files";
import { readTauBench } from "@/bench/dreams/transcript-files";
import { localEngine } from "@/lib/engines/local/local-engine";
import type { EngineMemory, EngineTranscript } from "@/lib/engines/types";

type Label = "supported" | "contradicted" | "absent";
type LabelledClaim = { session: string; claim: string; label: Label };

const ACCURACY_MIN = 0.98;

/** What a dream over one session finds about notes that hold one claim each, by line. */
function judgeClaims(transcript: EngineTranscript, claims: LabelledClaim[]): Label[] {
  const memories: EngineMemory[] = [
    { path: "/notes.md", content: claims.map(({ claim }) => `- ${claim}\n`).join(""), sha256: "" },
  ];
  const { findings } = localEngine.consolidate({
    storeName: "bench",
    memories,
    reports: [localEngine.readTranscript({ transcript, memories })],
    instructions: null,
    at: new Date("2026-11-20T12:00:00Z"),
  });
  const labels = claims.map((): Label => "absent");
  for (const { kind, sources, evidence } of findings) {
    // Notes that contradict each other are found without a transcript: no verdict on any of them.
    if (evidence.length === 0) continue;
    for (const { line } of sources) {
      if (kind === "verify") labels[line - 1] = "supported";
      if (kind === "contradict") labels[line - 1] = "contradicted";
    }
  }
  return labels;
}

/** Notes that make claims about a session: are the true ones verified, the false ones refuted, and the others left alone? */
export async function measureVerifyClaims(dataFolder: string): Promise<BenchRow[]> {
  const claims = findDataFiles(dataFolder, /verify-claims\/.*\.jsonl$/).flatMap((file) =>
    readJsonLines<LabelledClaim>(file),
  );
  if (claims.length === 0) return [];
  const files = findDataFiles(dataFolder, /transcripts\/tau-bench\/.*\.jsonl$/);
  const transcripts = new Map(files.flatMap(readTauBench).map((transcript) => [transcript.sessionId, transcript]));
  const judged = [...new Set(claims.map(({ session }) => session))].flatMap((session) => {
    const transcript = transcripts.get(session);
    const own = claims.filter((claim) => claim.session === session);
    const labels = transcript ? judgeClaims(transcript, own) : own.map((): Label => "absent");
    return own.map((claim, index) => ({
      ...claim,
      found: labels[index] ?? "absent",
      isKnown: transcript !== undefined,
    }));
  });
  const task = "verify claims";
  const right = judged.filter(({ label, found }) => label === found).length;
  const accepted = judged.filter(({ label, found }) => label !== "supported" && found === "supported").length;
  const unknown = judged.filter(({ isKnown }) => !isKnown).length;
  const detail = `${judged.length} claims${unknown === 0 ? "" : `, ${unknown} of sessions that are missing`}`;
  return [
    { task, metric: "3-way accuracy", value: right / judged.length, bar: ACCURACY_MIN, isHigherBetter: true, detail },
    { task, metric: "contradicted or absent claims accepted", value: accepted, bar: 0, isHigherBetter: false },
    ...(["supported", "contradicted", "absent"] as const).map((label): BenchRow => {
      const rows = judged.filter((claim) => claim.label === label);
      const value = rows.filter(({ found }) => found === label).length / Math.max(1, rows.length);
      return {
        task,
        metric: `recall, ${label}`,
        value,
        bar: null,
        isHigherBetter: true,
        detail: `${rows.length} claims`,
      };
    }),
  ];
}

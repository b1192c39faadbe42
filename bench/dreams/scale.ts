import type { BenchRow } from "@/bench/dreams/bench-row";
import { makeStore } from "@/bench/dreams/made-store";
import { localEngine } from "@/lib/engines/local/local-engine";

type Size = { memories: number; sessions: number; events: number; eventBytes?: number };

const SECONDS_MAX = 20;
const MEBIBYTES_MAX = 1024;
const DOUBLING_MAX = 2.3;
const BASE: Size = { memories: 2_000, sessions: 100, events: 200 };

/** Seconds of a dream in one thread, and the most memory seen between its steps. */
function timeDream(size: Size): { seconds: number; mebibytes: number } {
  const { memories, transcripts } = makeStore(size);
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  const since = performance.now();
  const reports = transcripts.map((transcript) => {
    const report = localEngine.readTranscript({ transcript, memories });
    look();
    return report;
  });
  localEngine.consolidate({
    storeName: "bench",
    memories,
    reports,
    instructions: null,
    at: new Date("2026-11-20T12:00:00Z"),
  });
  look();
  return { seconds: (performance.now() - since) / 1000, mebibytes: peak / 2 ** 20 };
}

/** Two runs are compared by the faster of each: what else the machine does only ever adds. */
function fastest(size: Size, runs: number) {
  const timed = Array.from({ length: runs }, () => timeDream(size));
  return {
    seconds: Math.min(...timed.map(({ seconds }) => seconds)),
    mebibytes: Math.max(...timed.map(({ mebibytes }) => mebibytes)),
  };
}

/** How long a dream takes in one thread, how much memory, and how both grow. */
export async function measureScale(): Promise<BenchRow[]> {
  const task = "scale";
  timeDream({ ...BASE, memories: 200, sessions: 10 });
  const base = fastest(BASE, 2);
  const moreMemories = fastest({ ...BASE, memories: 2 * BASE.memories }, 2);
  const moreSessions = fastest({ ...BASE, sessions: 2 * BASE.sessions }, 2);
  return [
    {
      task,
      metric: "seconds, 2,000 memories x 100 sessions x 200 events",
      value: base.seconds,
      bar: SECONDS_MAX,
      isHigherBetter: false,
      detail: "one thread",
    },
    { task, metric: "MiB", value: base.mebibytes, bar: MEBIBYTES_MAX, isHigherBetter: false },
    {
      task,
      metric: "twice the memories",
      value: moreMemories.seconds / base.seconds,
      bar: DOUBLING_MAX,
      isHigherBetter: false,
      detail: `${moreMemories.seconds.toFixed(1)} s`,
    },
    {
      task,
      metric: "twice the sessions",
      value: moreSessions.seconds / base.seconds,
      bar: DOUBLING_MAX,
      isHigherBetter: false,
      detail: `${moreSessions.seconds.toFixed(1)} s`,
    },
  ];
}

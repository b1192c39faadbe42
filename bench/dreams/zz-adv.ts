import { PAIRS } from "/tmp/adv/pairs";
import { localEngine } from "@/lib/engines/local/local-engine";

const SYL = "ka lo mi ren tar vos del phi qua sun bor et ix nor pal rim".split(" ");
const NOISE = Array.from({ length: 60 }, (_, i) => {
  const w = (n: number) => [1, 2, 3].map((k) => SYL[(i * 31 * k + n * 17 + ((i * n * k * 7) >> 2)) % 16]).join("");
  const forms = [`${w(1)} ${w(2)} runs on port ${3000 + i}`, `The owner of ${w(3)} is team ${w(4)}`, `Use ${w(5)} for ${w(6)} in the ${w(7)}`, `The ${w(1)} of ${w(8)} is kept before ${w(9)} when the ${w(2)} fails`, `Never ${w(3)} the ${w(4)} after ${w(5)} until ${w(6)}`];
  return `- ${forms[i % 5]}`;
});
export function run(older: string, newer: string, opts: { noise: boolean; timed: boolean }): string {
  const lines = [...(opts.noise ? NOISE : []), `- ${older}`, `- ${newer}`];
  const n = lines.length;
  const { findings, files } = localEngine.consolidate({
    storeName: "x",
    memories: [{ path: "/notes.md", content: `${lines.join("\n")}\n`, sha256: "", ...(opts.timed ? { origins: [{ line: 1, at: "2026-11-01T09:00:00.000Z", byPerson: false }, { line: n, at: "2026-11-08T09:00:00.000Z", byPerson: false }] } : {}) }],
    reports: [], instructions: null, at: new Date("2026-11-20T12:00:00Z"),
  });
  const fs = findings.filter(({ kind, sources }) => (kind === "merge" || kind === "contradict") && sources.some(({ line }) => line >= n - 1));
  if (fs.some((f) => f.kind === "merge" && f.state === "proposed")) return "merged";
  if (fs.some((f) => f.kind === "contradict" && f.state === "proposed")) return "proposed";
  if (fs.some((f) => f.kind === "contradict")) return "asked";
  return "nothing";
}
const want = { D: ["merged"], C: ["proposed", "asked"], F: ["nothing"] };
for (const opts of [{ noise: false, timed: true }, { noise: true, timed: true }, { noise: true, timed: false }]) {
  const t: Record<string, Record<string, number>> = { D: {}, C: {}, F: {} };
  const bad: string[] = [];
  for (const [label, cls, a, b] of PAIRS) {
    for (const [x, y] of label === "D" ? [[a, b], [b, a]] : [[a, b]]) {
      const got = run(x as string, y as string, opts);
      (t[label] as Record<string, number>)[got] = ((t[label] as Record<string, number>)[got] ?? 0) + 1;
      if (!want[label].includes(got)) bad.push(`${label} ${got.padEnd(8)} ${cls}: ${x} | ${y}`);
    }
  }
  console.log(JSON.stringify(opts), JSON.stringify(t));
  if (process.argv[2] === "-v" && opts.timed && opts.noise) console.log(bad.sort().join("\n"));
  if (process.argv[2] === "-w" && opts.timed && !opts.noise) console.log(bad.sort().join("\n"));
  if (process.argv[2] === "-u" && !opts.timed) console.log(bad.sort().join("\n"));
}

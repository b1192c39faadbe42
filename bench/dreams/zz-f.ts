import { localEngine } from "@/bench/dreams/zz-engine";
const mk = (path: string, ls: [string, number, boolean?][]) => ({ path, sha256: "", content: ls.map(([t]) => `${t}\n`).join(""), origins: ls.map(([, d, p], i) => ({ line: i + 1, at: `2026-11-0${d}T09:00:00.000Z`, byPerson: p ?? false })) });
const show = (r: any) => console.log(r.findings.map((f: any) => `${f.kind} ${f.state} ${f.rationale}`), r.files.map((f: any) => f.content));
const at = new Date("2026-11-20T12:00:00Z");
show(localEngine.consolidate({ memories: [mk("/a.md", [["- checkout runs on port 8441", 1]]), mk("/b.md", [["- checkout runs on port 9000", 2], ["- checkout runs on port 9000", 1], ["- 2026-11-01: The port of payments is 8441", 1], ["- payments does not run on port 8441", 2, true]])], at }));
show(localEngine.consolidate({ memories: [mk("/a.md", [["- checkout runs on port 8441", 1]]), mk("/b.md", [["- checkout runs on port 9000", 2], ["- 2026-11-01: The port of payments is 8441", 1], ["- payments does not run on port 8441", 2, true]])], at }));

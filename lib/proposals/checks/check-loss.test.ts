import { describe, expect, test } from "vitest";
import { INDEX_END, INDEX_START } from "@/lib/engines/local/organise/memory-index";
import { aChange, aNaming, aNote, checkNamed } from "./checks-builders";
import type { CheckInput } from "./types";

const lost = async (input: Partial<CheckInput>) =>
  (await checkNamed("loss", input)).items.map(
    ({ line, message }) => `${line} ${message.replace("Nowhere in the result: ", "")}`,
  );

const without = (...lines: string[]) => ({
  memories: [aNote("/a.md", "# A", ...lines)],
  files: [aChange("/a.md", "# A")],
});

describe.each([
  ["a number with its unit", "- retries wait 250 ms", ["250 ms"]],
  ["a number of three digits by itself", "- listens on 8443", ["8443"]],
  ["a small number with what it counts", "- runs 3 replicas", ["3 replicas"]],
  ["a small number after its name", "- uses version 7", ["version 7"]],
  ["a date", "- frozen until 2026-11-12", ["2026-11-12"]],
  ["a name in a sentence", "- the owner is Mira Tal", ["Mira Tal"]],
  ["code", "- run `make lint` first", ["make lint"]],
  [
    "hosts, paths, ids",
    "- see db-1.example.org, /etc/app.conf and PR-482",
    ["/etc/app.conf", "PR-482", "db-1.example.org"],
  ],
  ["nothing in plain words", "- The cache is slow after a deploy, and it is the first to fail", []],
  ["no list number", "1. restart the worker", []],
  ["no target of a link", "- see [the notes](b/c-12.md)", []],
])("%s", (_, line, facts) => {
  test("is listed when it goes", async () => {
    expect(await lost(without(line))).toEqual(facts.map((fact) => `2 ${fact}`));
  });

  test("is kept wherever else it stands", async () => {
    const { memories, files } = without(line);
    const other = aNote("/z.md", `Elsewhere:   ${line.toUpperCase().replaceAll("`", "")}`);
    expect(await lost({ memories: [...memories, other], files })).toEqual([]);
  });
});

test("other ways to write a number and its unit are the same fact", async () => {
  const memories = [aNote("/a.md", "- 12,000 orders in 5 minutes", "- 64000 bytes", "- 7 %")];
  const files = [aChange("/a.md", "- in 5min there were 12000 orders, 64,000 bytes, 7 percent")];
  expect(await lost({ memories, files })).toEqual([]);
});

test("the same number with another unit is not the same fact", async () => {
  const memories = [aNote("/a.md", "- waits 250 ms")];
  expect(await lost({ memories, files: [aChange("/a.md", "- waits 250 s")] })).toEqual(["1 250 ms"]);
});

test("what a mark says the line was before is kept", async () => {
  const memories = [aNote("/a.md", "- port is 8443")];
  expect(await lost({ memories, files: [aChange("/a.md", "- port is 9443 (previously 8443)")] })).toEqual([]);
  const again = [aNote("/a.md", "- port is 9443 (previously 8443)")];
  expect(await lost({ memories: again, files: [aChange("/a.md", "- port is 9443")] })).toEqual(["1 8443"]);
});

test("a mark keeps the dates of the notes that it counts, and only those", async () => {
  const memories = [
    aNote(
      "/a.md",
      "- 2026-11-01: the cache is slow",
      "- 2026-11-03: the cache is slow",
      "- 2026-11-05: the queue is frozen until 2026-11-09",
    ),
  ];
  const files = [aChange("/a.md", "- the cache is slow (noted 2 times since 2026-11-01)")];
  expect(await lost({ memories, files, findings: [aNaming("/a.md", [1], [1, 2])] })).toEqual([
    "3 2026-11-05",
    "3 2026-11-09",
  ]);
  expect(await lost({ memories, files })).toEqual(["2 2026-11-03", "3 2026-11-05", "3 2026-11-09"]);
});

test("a fact is named once, at its first place, and a secret is masked", async () => {
  const key = ["AKIA", "Z7QX", "M4P2", "T8WV", "K3LD"].join("");
  const found = await lost(without("- port 8443", "- 8443 is the port", `- key ${key}`));
  expect(found).toEqual(["2 8443", "4 [secret]"]);
});

test("what dreams count by themselves is no fact: the index and the tallies of their notes", async () => {
  const index = (...lines: string[]) => ["# Index", INDEX_START, ...lines, INDEX_END];
  const marker = (times: number) => [
    `<!-- reverie:mistake 0123456789ab from=2026-11-01 to=2026-11-0${times} sessions=aaaaaaaa:${times} -->`,
    `- Seen: ${times} times in 1 session, 2026-11-01 to 2026-11-0${times}`,
  ];
  const memories = [aNote("/index.md", ...index("- [x.md](/x.md): port 8443")), aNote("/l.md", ...marker(3))];
  const files = [aChange("/index.md", ...index("- [x.md](/x.md): a port")), aChange("/l.md", ...marker(4))];
  expect(await lost({ memories, files })).toEqual([]);
});

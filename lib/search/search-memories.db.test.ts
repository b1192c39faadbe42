import fc from "fast-check";
import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { deleteMemory } from "@/lib/memories/delete-memory";
import { updateMemory } from "@/lib/memories/update-memory";
import { writeMemories } from "@/lib/memories/write-memories";
import { lockStore } from "@/lib/stores/lock-store";
import { aMemory, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import type { SearchHit } from "./collect-hits";
import { SearchText } from "./schema";
import { type SearchMemories, searchMemories } from "./search-memories";

const q = (text: string): SearchText => SearchText.parse(text);

async function aSearchedStore(files: Record<string, string>) {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  await fill(ctx, store.id, files);
  return { ctx, storeId: store.id };
}

async function fill(ctx: Context, storeId: StoreId, files: Record<string, string>): Promise<void> {
  const writes = Object.entries(files).map(([path, content]) => ({ operation: "created" as const, path, content }));
  await withTransaction(ctx.db, async (tx) => {
    await lockStore(ctx, tx, storeId);
    await writeMemories(ctx, tx, { storeId, writes });
  });
}

const place = (hit: SearchHit): string => `${hit.path}:${hit.line}`;

/** Every hit, page by page. */
async function everyHit(ctx: Context, input: SearchMemories): Promise<SearchHit[]> {
  const hits: SearchHit[] = [];
  let page: string | undefined;
  do {
    const answer = await searchMemories(ctx, {
      timeLimitMs: 60_000,
      ...input,
      ...(page === undefined ? {} : { page }),
    });
    expect(answer.incompleteReason).toBeNull();
    hits.push(...answer.data);
    page = answer.nextPage ?? undefined;
  } while (page !== undefined);
  return hits;
}

test("exact case comes before other case, each by path and line, over pages of any size", async () => {
  const { ctx, storeId } = await aSearchedStore({
    "/b.md": "x\nDisk full\ndisk full",
    "/a.md": "DISK\ndisk disk",
    "/disk/c.md": "none",
    "/Z.md": "other",
  });
  for (const limit of [1, 2, 100]) {
    const hits = await everyHit(ctx, { storeId, q: q("disk"), limit });
    expect(hits.map(place)).toEqual(["/a.md:2", "/b.md:3", "/disk/c.md:0", "/a.md:1", "/b.md:2"]);
    expect(hits.map((hit) => hit.kind)).toEqual(["exact", "exact", "exact", "folded", "folded"]);
    expect(hits[0]?.cut.ranges).toEqual([
      { start: 0, end: 4 },
      { start: 5, end: 9 },
    ]);
  }
  const exact = await everyHit(ctx, { storeId, q: q("disk"), caseSensitive: true });
  expect(exact.map(place)).toEqual(["/a.md:2", "/b.md:3", "/disk/c.md:0"]);
});

test.each([
  ["日志", ["/cjk.md:1"]],
  ["志在", ["/cjk.md:1"]],
  ["ภาษา", ["/thai.md:1"]],
  ["مرحبا", ["/arabic.md:1"]],
  ["🚀", ["/emoji.md:1"]],
  ["ß", ["/fold.md:1", "/fold.md:3"]],
  ["ss", ["/fold.md:2"]],
  ["İ", ["/fold.md:4"]],
  ["ı", ["/fold.md:5"]],
  ["istanbul", ["/fold.md:6"]],
  ["ΟΔΟΣ", ["/fold.md:7"]],
  ["οδοσ", ["/fold.md:7"]],
  ["100%", ["/like.md:1"]],
  ["a_c", ["/like.md:2"]],
  ["a.c", ["/like.md:3"]],
  ["\\d(", ["/like.md:4"]],
  ["***", ["/like.md:5"]],
  ["'; drop table", ["/like.md:6"]],
])("literal %s is found where it stands, whatever the script", async (text, expected) => {
  const { ctx, storeId } = await aSearchedStore({
    "/cjk.md": "查看日志在这里",
    "/thai.md": "เรียนภาษาไทย",
    "/arabic.md": "قال مرحبا بكم",
    "/emoji.md": "ship it 🚀🚀",
    "/fold.md": "Straße\nMASSE\nSTRAẞE\nİZMİR\nkapı\nIstanbul\nοδος",
    "/like.md": "100% sure\na_c\na.c\n\\d( \n ***\nx'; drop table memories",
  });
  const hits = await everyHit(ctx, { storeId, q: q(text) });
  expect(hits.map(place).sort()).toEqual(expected);
});

test.each([
  ["cat", ["/a.md:2", "/a.md:3"]],
  ["disk cat", ["/a.md:2", "/a.md:3"]],
  ["cat disk", ["/a.md:3", "/a.md:2"]],
  ["(cat), DISK!", ["/a.md:2", "/a.md:3"]],
  ["c++", ["/b.md:2"]],
  ["GPU", ["/b.md:1"]],
  ["加速 gpu", ["/b.md:1"]],
  ["학교", ["/b.md:3"]],
  ["oncall pager", ["/runbooks/oncall.md:0", "/runbooks/oncall.md:2"]],
  ["cat gpu", []],
  ["foo", ["/b.md:4"]],
])("words %s", async (text, expected) => {
  const { ctx, storeId } = await aSearchedStore({
    "/a.md": "concatenate\ncat on DISK\ndisk and cat\r\ndisk",
    "/b.md": "使用GPU加速计算\nC++ code\n학교에서\nfoo_bar food",
    "/runbooks/oncall.md": "first\npager rings",
  });
  const hits = await everyHit(ctx, { storeId, q: q(text), mode: "words" });
  expect(hits.map(place).sort()).toEqual([...expected].sort());
  if (text === "cat disk" || text === "disk cat") expect(hits[0]?.kind).toBe("words");
});

test("words: phrases first, then the lines with the most words", async () => {
  const { ctx, storeId } = await aSearchedStore({
    "/a.md": "red\ngreen",
    "/b.md": "green red\nred",
    "/c.md": "Red Green",
    "/d.md": "a red green b",
  });
  const hits = await everyHit(ctx, { storeId, q: q("red green"), mode: "words", limit: 1 });
  expect(hits.map((hit) => [place(hit), hit.kind])).toEqual([
    ["/d.md:1", "exact"],
    ["/c.md:1", "folded"],
    ["/b.md:1", "words"],
    ["/a.md:1", "words"],
    ["/a.md:2", "words"],
  ]);
});

test.each([
  ["^err", ["/a.md:1", "/a.md:3", "/a.md:4"]],
  ["r$", ["/a.md:1", "/a.md:3"]],
  ["\\Aerr\\z", ["/a.md:1"]],
  ["(?-i)ERR", ["/a.md:3"]],
  ["z*", ["/a.md:2"]],
  ["err\\s", ["/a.md:3", "/a.md:4"]],
  ["\\p{Han}+", ["/b.md:2"]],
  ["(a+)+$", ["/b.md:1", "/b.md:3"]],
  ["(x+x+)+y", ["/b.md:4"]],
  ["\\.md$", ["/a.md:0", "/b.md:0"]],
])("regex %s matches line by line", async (text, expected) => {
  const { ctx, storeId } = await aSearchedStore({
    "/a.md": "err\r\nzoo\nERR err\nerr 12",
    "/b.md": `${"a".repeat(text === "z*" ? 50 : 50_000)}\n日志\nba\n${"x".repeat(text === "z*" ? 40 : 40_000)}y`,
  });
  const hits = await everyHit(ctx, { storeId, q: q(text), mode: "regex" });
  expect(hits.map(place)).toEqual(expected);
});

test("a long line is cut around its first range, in code points", async () => {
  const line = `${"😀".repeat(1_000)}needle${"b".repeat(1_000)}needle`;
  const { ctx, storeId } = await aSearchedStore({ "/a.md": line });
  const [hit] = await everyHit(ctx, { storeId, q: q("needle") });
  expect(hit?.cut).toMatchObject({ offset: 900, characters: 2_012, ranges: [{ start: 100, end: 106 }] });
  expect([...(hit?.cut.text ?? "")]).toHaveLength(400);
  expect([...(hit?.cut.text ?? "")].slice(100, 106).join("")).toBe("needle");
});

test("only the current text of live memories is found, with the author of its version", async () => {
  const { ctx } = await aWorkspace();
  const { id: storeId } = await aStore(ctx);
  const one = await aMemory(ctx, storeId, "/one.md", "secret one");
  const two = await aMemory(ctx, storeId, "/two.md", "secret two");
  await updateMemory(ctx, { storeId, memoryId: one.id, content: aText("public") });
  const hits = await everyHit(ctx, { storeId, q: q("secret") });
  expect(hits).toMatchObject([{ id: two.id, headVersionId: two.headVersionId, actorId: ctx.actor.id, line: 1 }]);
  await deleteMemory(ctx, { storeId, memoryId: two.id });
  for (const mode of ["literal", "words", "regex"] as const) {
    expect(await everyHit(ctx, { storeId, q: q("secret"), mode })).toEqual([]);
  }
});

test("a prefix holds whole segments", async () => {
  const { ctx, storeId } = await aSearchedStore({ "/n/a.md": "x", "/n-old/a.md": "x", "/n.md": "x", "/n0": "x" });
  expect((await everyHit(ctx, { storeId, q: q("x"), pathPrefix: "/n/" })).map(place)).toEqual(["/n/a.md:1"]);
});

test("more files than one batch holds are all searched", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 2_500 }, (_, i) => [`/f${i}.md`, i % 500 === 3 ? "Ünique" : "x"]),
  );
  const { ctx, storeId } = await aSearchedStore(files);
  for (const mode of ["literal", "words", "regex"] as const) {
    const hits = await everyHit(ctx, { storeId, q: q("üNIQUE"), mode, limit: 2 });
    expect(hits.map((hit) => hit.path).sort()).toEqual(["/f1003.md", "/f1503.md", "/f2003.md", "/f3.md", "/f503.md"]);
  }
});

test("at the time limit, or when the caller has gone, the answer is what was found, marked as incomplete", async () => {
  const { ctx, storeId } = await aSearchedStore({ "/a.md": "x" });
  const gone = AbortSignal.abort();
  for (const ending of [{ timeLimitMs: 0 }, { signal: gone }]) {
    const page = await searchMemories(ctx, { storeId, q: q("x"), ...ending });
    expect(page).toEqual({ data: [], nextPage: null, incompleteReason: "time_limit" });
  }
});

test("a line that is too long for a large expression is left out, and the answer says so", async () => {
  const { ctx, storeId } = await aSearchedStore({ "/a.md": `${"a".repeat(100_000)}\nab` });
  const page = await searchMemories(ctx, { storeId, q: q("(a{1,100}){1,2}b$"), mode: "regex", timeLimitMs: 60_000 });
  expect(page.data.map(place)).toEqual(["/a.md:2"]);
  expect(page.incompleteReason).toBe("line_too_long");
});

test("another workspace's store is not found, and a credential needs the right to read", async () => {
  const { storeId } = await aSearchedStore({ "/a.md": "x" });
  const { ctx } = await aWorkspace();
  await expect(searchMemories(ctx, { storeId, q: q("x") })).rejects.toMatchObject({ code: "not_found" });
  const blind: Context = { ...ctx, scopes: new Set(["stores:read"]) };
  await expect(searchMemories(blind, { storeId, q: q("x") })).rejects.toMatchObject({ code: "permission" });
});

/** Letters that meet each other, as an independent list: each group is one letter in the oracle's eyes. */
const SAME_LETTER = ["aA", "kK\u212a", "sS\u017f", "σςΣ", "ßẞ", "éÉ", "ǆǅǄ", "𐐨𐐀"];
const LETTERS = [
  ...SAME_LETTER.join(""),
  "İ",
  "ı",
  "i",
  "日",
  "本",
  "😀",
  " ",
  "%",
  "_",
  ".",
  "\\",
  "[",
  "0",
  "\u0301",
];
const fold = (text: string): string =>
  [...text].map((letter) => [...(SAME_LETTER.find((group) => [...group].includes(letter)) ?? letter)][0]).join("");

const someText = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...LETTERS), { minLength, maxLength }).map((letters) => letters.join(""));

test("property: literal search finds exactly the lines that hold the text, in the order that is told", async () => {
  const { ctx } = await aWorkspace();
  const file = fc.array(someText(0, 8), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 6 }), someText(1, 3), fc.boolean(), async (files, text, exact) => {
      const { id: storeId } = await aStore(ctx);
      await fill(ctx, storeId, Object.fromEntries(files.map((lines, at) => [`/${at}`, lines.join("\n")])));
      const holds = files.flatMap((lines, at) => [`/${at}`, ...lines].map((line, n) => ({ line, at: `/${at}:${n}` })));
      const first = holds.filter(({ line }) => line.includes(text));
      const then = holds.filter(({ line }) => !line.includes(text) && !exact && fold(line).includes(fold(text)));
      const hits = await everyHit(ctx, { storeId, q: q(text), caseSensitive: exact, limit: 2 });
      expect(hits.map(place)).toEqual([...first, ...then].map(({ at }) => at));
    }),
    { numRuns: 150 },
  );
});

test("property: words finds the files that hold every word", async () => {
  const { ctx } = await aWorkspace();
  const word = fc.constantFrom("red", "Red", "reds", "blue", "σας", "ΣΑΣ", "éa");
  const line = fc.array(word, { maxLength: 3 }).map((words) => words.join(", "));
  const query = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(line, { maxLength: 3 }), { maxLength: 5 }), query, async (files, words) => {
      const { id: storeId } = await aStore(ctx);
      await fill(ctx, storeId, Object.fromEntries(files.map((lines, at) => [`/${at}`, lines.join("\n")])));
      const wordsOf = (text: string) => text.split(/[,\s]+/).map((each) => each.toUpperCase());
      const expected = files.flatMap((lines, at) => {
        const held = new Set(wordsOf(lines.join("\n")));
        const wanted = new Set(words.map((each) => each.toUpperCase()));
        if (![...wanted].every((each) => held.has(each))) return [];
        const counts = lines.map((each) => [...wanted].filter((want) => wordsOf(each).includes(want)).length);
        return counts.flatMap((count, n) => (count === Math.max(...counts) ? [`/${at}:${n + 1}`] : []));
      });
      const hits = await everyHit(ctx, { storeId, q: q(words.join(" ")), mode: "words", limit: 3 });
      expect(hits.map(place).sort()).toEqual(expected.sort());
    }),
    { numRuns: 100 },
  );
});

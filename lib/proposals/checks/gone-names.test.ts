import fc from "fast-check";
import { expect, test } from "vitest";
import { goneNames, mayNameAny } from "./gone-names";
import { leadsIn, memoryLinks, placesOf } from "./memory-links";

const PATHS = ["/a.md", "/s/b c.md", "/s/t/d.md", "/e", "/f.md.txt"];
const anyPart = fc.constantFrom(
  "a.md",
  "b c.md",
  "b%20c.md",
  "d.md",
  "e",
  "f.md.txt",
  "s",
  "t",
  "..",
  ".",
  "",
  "/",
  "//",
  "#x",
  "?y",
  "%",
  "%2F",
  ".md",
  "-",
  ".",
  " ",
  "x",
);
const anyTarget = fc.array(anyPart, { maxLength: 5 }).map((parts) => parts.join("/"));
const anyMention = fc.array(anyPart, { maxLength: 5 }).map((parts) => parts.join(""));
const anyLine = fc
  .array(
    fc.oneof(
      anyTarget.map((target) => `[x](${target})`),
      anyTarget.map((target) => `[x]( <${target}> "title")`),
      anyTarget.map((target) => `[x]: ${target}`),
      anyMention.map((text) => `/${text}`),
      anyTarget.map((target) => `\`/${target}\``),
      anyPart.map((part) => `[[${part}]]`),
    ),
    { maxLength: 3 },
  )
  .map((parts) => parts.join(" "));

test("no text with a link to what went is passed over", () => {
  let links = 0;
  fc.assert(
    fc.property(anyLine, fc.subarray(PATHS), fc.constantFrom("/z.md", "/s/z.md", "/s/t/z.md"), (line, gone, from) => {
      const before = placesOf([...PATHS, from]);
      const after = placesOf([...PATHS.filter((path) => !gone.includes(path)), from]);
      const isBroken = memoryLinks(line).some((link) => leadsIn(before, from, link) && !leadsIn(after, from, link));
      if (!isBroken) return;
      links += 1;
      expect([line, mayNameAny(line, goneNames(before, after))]).toEqual([line, true]);
    }),
    { numRuns: 5000 },
  );
  expect(links).toBeGreaterThan(100);
});

test("a text whose links lead elsewhere is passed over", () => {
  const names = new Set(["a.md"]);
  expect(mayNameAny("See [b](b.md), /etc/a.md.bak and https://example.org/a.mdx", names)).toBe(false);
  expect(mayNameAny("See /etc/a.md.", names)).toBe(true);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { pathFault } from "@/lib/memories/path";
import { holds, needlesOf, rewriteBounded, rewriteContent, rewriteJson, rewritePath, rewriteText } from "./needles";

const SECRET = 'multi\nline "key" \\ ü🔑';

const aText = fc.string({ unit: "grapheme", minLength: 6, maxLength: 20 }).filter((text) => text.trim().length >= 6);

test("nothing is left of a text, wherever it stands and whatever replaces it", () => {
  fc.assert(
    fc.property(
      aText,
      fc.string({ maxLength: 12 }),
      fc.array(fc.string({ unit: "grapheme" })),
      (text, replacement, around) => {
        const needles = needlesOf(text, replacement);
        const whole = [...around, text].join(text);
        expect(holds(needles, rewriteText(needles, whole))).toBe(false);
      },
    ),
  );
});

test("what does not hold the text stays as it is", () => {
  fc.assert(
    fc.property(aText, fc.json({ maxDepth: 4 }), (text, json) => {
      const needles = needlesOf(text, "-");
      fc.pre(!holds(needles, json));
      const value = JSON.parse(json) as unknown;
      fc.pre(!holds(needles, JSON.stringify(value)));
      expect(JSON.stringify(rewriteJson(value, (inner) => rewriteText(needles, inner)))).toBe(JSON.stringify(value));
    }),
  );
});

test("a replacement that makes the text anew is left out in the end", () => {
  const needles = needlesOf("aaaabb", "bbaaaa");
  expect(holds(needles, rewriteText(needles, "aaaaaaaabbbbbbbb"))).toBe(false);
});

test("the text is found as JSON inside a text, with \\u escapes, and in one line", () => {
  const needles = needlesOf(SECRET, '<"gone">');
  const rewrite = (text: string) => rewriteText(needles, text);
  expect(rewrite(`a ${SECRET} b`)).toBe('a <"gone"> b');
  expect(JSON.parse(rewrite(JSON.stringify({ a: SECRET })))).toEqual({ a: '<"gone">' });
  const ascii = 'multi\\nline \\"key\\" \\\\ \\u00fc\\ud83d\\udd11';
  expect(rewrite(`{"a": "${ascii}"}`)).toBe('{"a": "<\\"gone\\">"}');
  expect(rewrite('call: multi line "key" \\ ü🔑 …')).toBe('call: <"gone"> …');
});

test("JSON keeps ids and times of ours, keys that become equal, and keys that are no plain names", () => {
  const needles = needlesOf("SECRET", "x");
  const rewrite = (value: unknown) => rewriteJson(value, (text) => rewriteText(needles, text));
  expect(rewrite({ SECRET: 1, x: 2, deep: [{ SECRET: ["SECRET", 1, null, true] }] })).toEqual({
    x: 1,
    x_: 2,
    deep: [{ x: ["x", 1, null, true] }],
  });
  const proto = JSON.parse('{"__proto__": {"a": "SECRET"}}') as object;
  expect(JSON.stringify(rewrite(proto))).toBe('{"__proto__":{"a":"x"}}');
  const id = "sesn_011111SECRET111111111111";
  expect(rewrite({ id, at: "2026-11-20T09:00:00.000000Z" })).toEqual({ id, at: "2026-11-20T09:00:00.000000Z" });
});

test("keys that the code reads by stay, whatever is searched for", () => {
  const needles = needlesOf("instructions", "x");
  const rewrite = (text: string) => rewriteText(needles, text);
  const keep = (key: string) => key;
  const report = { instructions: [{ text: "my instructions" }] };
  expect(rewriteJson(report, rewrite, keep)).toEqual({ instructions: [{ text: "my x" }] });
});

test("a content stays within its size, a name within its length and a path legal", () => {
  const long = needlesOf("SECRET", "y".repeat(1_000));
  expect(rewriteContent(long, "SECRET ".repeat(10_000)).length).toBe(10_000);
  expect(rewriteBounded(long, "a SECRET b")).toBe("a  b");
  expect(rewriteBounded(needlesOf("SECRET", ""), "SECRET")).toBe("-");
  expect(rewriteBounded(needlesOf("SECRET", "a\nb"), "SECRET")).toBe("a b");
  expect(rewritePath(needlesOf("SECRET", "x"), "/SECRET/a.md")).toBe("/x/a.md");
  expect(rewritePath(needlesOf("SECRET", ""), "/SECRET/a.md")).toBeNull();
  fc.assert(
    fc.property(aText, fc.string(), (text, replacement) => {
      const path = rewritePath(needlesOf(text, replacement), `/a/${text}`);
      if (path !== null) expect(pathFault(path)).toBeNull();
    }),
  );
});

test("a long replacement in many places does not blow a text up", () => {
  const needles = needlesOf("secret", "r".repeat(102_400));
  expect(rewriteText(needles, "secret ".repeat(14_000)).length).toBeLessThanOrEqual(196_000);
  expect(rewriteText(needles, "one secret only")).toBe("one  only");
  expect(rewriteText(needlesOf("secret", "r".repeat(1_000)), "one secret only")).toBe(`one ${"r".repeat(1_000)} only`);
});

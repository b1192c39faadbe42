import { describe, expect, test } from "vitest";
import { readStamp } from "@/lib/engines/local/notes/note-stamp";
import { normaliseNote } from "@/lib/engines/local/text/normalise-note";

describe("the stamp of a note", () => {
  test.each([
    ["2026-11-14: it fired", "2026-11-14", "it fired"],
    ["2026-11-14 it fired", "2026-11-14", "it fired"],
    ["[2026-11-14] it fired", "2026-11-14", "it fired"],
    ["2026-11-14 09:12 (sesn_01abc): it fired", "2026-11-14 09:12", "it fired"],
    ["2026-11-14T09:12:33.120Z it fired", "2026-11-14 09:12", "it fired"],
    ["**2026-11-14** - it fired", "2026-11-14", "it fired"],
    ["2026-11-14 (by Alice) it fired", "2026-11-14", "it fired"],
    ["sesn_01abc: it fired", null, "it fired"],
    ["it fired (sesn_01abc)", null, "it fired"],
    ["it fired (noted by agent-5)", null, "it fired"],
    ["2026-11-14: it fired (noted 3 times since 2026-11-02)", "2026-11-14", "it fired"],
    ["2026-11-14 is the day", null, "2026-11-14 is the day"],
    ["2026-11-14 - 2026-11-16: frozen", null, "2026-11-14 - 2026-11-16: frozen"],
    ["2026-11-14 (staging): it fired", "2026-11-14", "(staging): it fired"],
    ["09:12 it fired", null, "09:12 it fired"],
    ["it fired (reported by Acme)", null, "it fired (reported by Acme)"],
    ["2026-11-14", null, "2026-11-14"],
  ])("%j was written at %j and says %j", (text, at, body) => {
    expect(readStamp(text)).toMatchObject({ at, body });
  });
});

test.each([
  ["The  CPU is **hot**.", "the cpu is hot"],
  ["CHECKOUT-P99 fired", "checkout-p99 fired!"],
  ["Use `mise run lint` now", "use mise run lint now"],
  ["It’s “fine”", 'it\'s "fine"'],
])("%j and %j are the same note", (first, second) => {
  expect(normaliseNote(first)).toBe(normaliseNote(second));
});

test.each([
  ["wait 5 m", "wait 5 M"],
  ["set FOO_BAR", "set foo_bar"],
  ["read /etc/App", "read /etc/app"],
  ["use `Foo`", "use `foo`"],
  ["ask the US team", "ask the us team"],
  ["the Checkout flag getUser", "the checkout flag getuser"],
  ["does it work?", "does it work"],
  ["match *.ts and *.js", "match .ts and .js"],
  ["snake_case_name is used", "snakecasename is used"],
])("%j and %j are two notes", (first, second) => {
  expect(normaliseNote(first)).not.toBe(normaliseNote(second));
});

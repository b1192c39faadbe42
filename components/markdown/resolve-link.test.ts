import { describe, expect, test } from "vitest";
import { resolveLink } from "./resolve-link";

describe("resolveLink", () => {
  test("relative links are paths of the same store", () => {
    expect(resolveLink("oncall.md", "/runbooks/index.md")).toEqual({ kind: "memory", path: "/runbooks/oncall.md" });
    expect(resolveLink("../triage.md#now", "/runbooks/index.md")).toEqual({ kind: "memory", path: "/triage.md" });
    expect(resolveLink("/a%20b.md", "/x.md")).toEqual({ kind: "memory", path: "/a b.md" });
  });
  test("http addresses lead outside", () => {
    expect(resolveLink("https://example.com/x", "/a.md")).toEqual({ kind: "outside", href: "https://example.com/x" });
  });
  test("script, data and mail addresses are not followed", () => {
    for (const href of ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.c", ""]) {
      expect(resolveLink(href, "/a.md")).toEqual({ kind: "none" });
    }
  });
  test("a link cannot climb out of the store", () => {
    expect(resolveLink("../../../etc/passwd", "/a/b.md")).toEqual({ kind: "memory", path: "/etc/passwd" });
  });
});

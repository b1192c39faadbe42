import { describe, expect, test } from "vitest";
import { parseManagedAgents } from "@/lib/transcripts/managed-agents";
import type { ParsedEvent } from "@/lib/transcripts/types";
import { buildDemo } from "./build-demo";
import { REPEATED_NOTE, VERIFIABLE_LINE } from "./team-sre";

const now = new Date("2026-03-04T00:20:00Z");
const demo = buildDemo({ now });
const transcripts = demo.sessions.map((session) => ({ session, events: parseManagedAgents(session.events).events }));

function text(event: ParsedEvent): string {
  const blocks = Array.isArray(event.payload.content) ? event.payload.content : [];
  return blocks.map((block: { text?: unknown }) => (typeof block.text === "string" ? block.text : "")).join("\n");
}

function filesOf(storeKey: string): Map<string, string> {
  const store = demo.stores.find(({ key }) => key === storeKey);
  return new Map(store?.history.map(({ path, content }) => [path, content]));
}

/** White space, case, bullet, date stamp and final punctuation do not make another note. */
function normalised(line: string): string {
  return line
    .toLowerCase()
    .replace(/^\s*[-*+]?\s*(?:\[?\d{4}-\d\d-\d\d\]?\s*[:-]?)?\s*/, "")
    .replace(/\s+/g, " ")
    .replace(/[.!\s]+$/, "");
}

test("five sessions lie within the last seven days, in order, and end before now", () => {
  expect(transcripts).toHaveLength(5);
  const times = transcripts.flatMap(({ events }) => events.map(({ processedAt }) => Date.parse(processedAt ?? "")));
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.every((time) => time < now.getTime() && time > now.getTime() - 7 * 86_400_000)).toBe(true);
});

test("the same instant builds the same week", () => {
  expect(buildDemo({ now })).toEqual(demo);
});

test("five notes say the same thing in two files", () => {
  const places = [...filesOf("team-sre")].flatMap(([path, content]) =>
    content.split("\n").flatMap((line) => (normalised(line) === normalised(REPEATED_NOTE) ? [{ path, line }] : [])),
  );
  expect(places.map(({ path }) => path)).toEqual([...Array(4).fill("/triage-log.md"), "/handover.md"]);
  expect(new Set(places.map(({ line }) => line)).size).toBe(5);
});

test("in four sessions the latency alert fires exactly 60 s after the CPU alert", () => {
  const lags = transcripts.map(({ events }) =>
    events.flatMap((event) => {
      const cpu = [...text(event).matchAll(/^(\S+Z) +payments-worker-cpu-high/gm)];
      const latency = [...text(event).matchAll(/^(\S+Z) +checkout-latency-p99/gm)];
      return cpu.map((match, index) => Date.parse(latency[index]?.[1] ?? "") - Date.parse(match[1] ?? ""));
    }),
  );
  expect(lags.filter((session) => session.length > 0).length).toBeGreaterThanOrEqual(4);
  expect(new Set(lags.flat())).toEqual(new Set([60_000]));
});

test("the alert is told by its session before the session starts", () => {
  for (const { session, events } of transcripts.slice(0, 3)) {
    const fired = /(\S+Z)/.exec(/(?:since|at) (\S+Z)/.exec(text(events[0] as ParsedEvent))?.[1] ?? "")?.[1];
    expect(Date.parse(fired ?? "")).toBeLessThan(session.createdAt.getTime());
  }
});

test("a note says that a fix is in flight, and a later session merges and deploys it", () => {
  expect(filesOf("team-sre").get("/alerts/checkout-latency-p99.md")).toMatch(/Fix in flight until 2026-03-02/);
  const release =
    transcripts
      .find(({ session }) => session.key === "release")
      ?.events.map(text)
      .join("\n") ?? "";
  expect(release).toContain("Merged pull request #4182");
  expect(release).toContain('deployment "payments-worker" successfully rolled out');
});

test("session two reads the note on the alert before it does anything else about it", () => {
  const paths = transcripts[1]?.events.map(
    ({ payload }) => (payload.input as { file_path?: string } | undefined)?.file_path,
  );
  expect(paths?.find((path) => path)).toBe("/mnt/memory/team-sre/alerts/checkout-latency-p99.md");
});

test("a claim in memory is confirmed by what agents say in two sessions", () => {
  expect(filesOf("team-sre").get("/services/payments-worker.md")).toContain(VERIFIABLE_LINE);
  const confirming = transcripts.filter(({ events }) =>
    events.some((event) => event.type === "agent.message" && text(event).includes(VERIFIABLE_LINE)),
  );
  expect(confirming).toHaveLength(2);
});

describe.each([
  [
    "kubectl logs without the namespace",
    /deployments.apps "[\w-]+" not found/,
    /kubectl logs deploy/,
    /kubectl logs -n /,
  ],
  ["metrics with a relative range", /relative ranges are not supported/, /"start":"now-/, /"start":"\d{4}-/],
  ["an edit before reading", /File has not been read yet/, /old_string/, /old_string/],
])("%s", (_name, error, failing, working) => {
  test("fails the same way in two or more sessions, and each time a call that works follows", () => {
    const failures = transcripts.flatMap(({ session, events }) => {
      const index = events.findIndex((event) => event.payload.is_error === true && error.test(text(event)));
      return index === -1 ? [] : [{ session, events, index }];
    });
    expect(failures.length).toBeGreaterThanOrEqual(2);
    for (const { events, index } of failures) {
      expect(JSON.stringify(events[index - 1]?.payload.input)).toMatch(failing);
      const later = events
        .slice(index + 1)
        .findIndex(({ payload }) => working.test(JSON.stringify(payload.input ?? {})));
      expect(later).toBeGreaterThanOrEqual(0);
      expect(events[index + 1 + later + 1]?.payload.is_error).toBe(false);
    }
  });
});

test("what sessions wrote in their transcripts is exactly their part of the store's history", () => {
  const history = demo.stores.find(({ key }) => key === "team-sre")?.history ?? [];
  const files = new Map<string, string>();
  const expected = history.flatMap(({ at, actor, path, content }) => {
    const before = files.get(path) ?? "";
    files.set(path, content);
    return actor === "person" ? [] : [{ at: at.toISOString(), session: actor.session, path, before, content }];
  });
  const shown = transcripts.flatMap(({ session, events }) =>
    events.flatMap((event, index) => {
      const result = events[index + 1];
      const written = result?.payload.is_error === false ? writtenBy(event) : null;
      return written ? [{ at: result?.processedAt, session: session.key, ...written }] : [];
    }),
  );
  expect(shown).toHaveLength(expected.length);
  expect(
    shown.map(({ next, ...write }, index) => ({ ...write, content: next(expected[index]?.before ?? "") })),
  ).toEqual(expected.map(({ before: _before, ...write }) => write));
});

/** The team file that a call writes, and what it makes of the file's content; null for a call that writes none. */
function writtenBy(event: ParsedEvent): { path: string; next: (content: string) => string } | null {
  const input = (event.payload.input ?? {}) as Record<string, string>;
  const mount = "/mnt/memory/team-sre";
  const path = input.file_path?.startsWith(mount) ? input.file_path.slice(mount.length) : null;
  if (event.payload.name === "write" && path !== null) return { path, next: () => input.content ?? "" };
  if (event.payload.name === "edit" && path !== null) {
    return { path, next: (content) => content.replace(input.old_string ?? "", () => input.new_string ?? "") };
  }
  const append = /^printf '%s\\n' '(.*)' >> \/mnt\/memory\/team-sre(\S+)$/.exec(input.command ?? "");
  return append ? { path: append[2] ?? "", next: (content) => `${content}${append[1]}\n` } : null;
}

test("sessions write only to the team's store, which both stores' files are attached to", () => {
  expect(demo.stores.find(({ key }) => key === "org-sre")?.history.every(({ actor }) => actor === "person")).toBe(true);
  for (const { session } of transcripts) {
    expect(session.resources.map(({ store, access }) => [store, access])).toEqual([
      ["org-sre", "read_only"],
      ["team-sre", "read_write"],
    ]);
  }
});

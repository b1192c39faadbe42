import { describe, expect, test } from "vitest";
import { aLook, aReport, aSession, aUserMessage } from "@/lib/engines/local/patterns/pattern-builders";

function signalsIn(answer: string) {
  return aReport(aSession(2, [aLook(answer)])).signals.map(({ name, source, at }) => ({ name, source, at }));
}
const at = "2026-11-02T10:00:01.000Z";

describe("reading things with a time", () => {
  test.each([
    ["a log line", "2026-11-02T10:00:01Z ERROR api latency high", "ERROR api latency high", null],
    ["a line with a zone", "2026-11-02 11:00:01,000 +0100 WARN disk 91% full", "WARN disk <N>% full", null],
    ["a line that names its machine", "2026-11-02T10:00:01Z db-3 alert: HighLatency", "alert: HighLatency", "db-3"],
    ["a syslog line", "Nov  2 10:00:01 web-04 kernel: out of memory", "kernel: out of memory", "web-04"],
    ["a web server's line", "[02/Nov/2026:10:00:01 +0000] upstream timed out", "upstream timed out", null],
    ["logfmt", 'time=2026-11-02T10:00:01Z level=error msg="pool is empty" service=billing', "pool is empty", "billing"],
    ["a JSON line", '{"ts": 1793613601, "msg": "pool is empty", "host": "db-9"}', "pool is empty", "db-9"],
    ["a numbered line of a file", "  12→2026-11-02T10:00:01Z pool is empty", "pool is empty", null],
    ["a row of a table", "| db_4 | HighLatency | 2026-11-02T10:00:01Z |", "HighLatency", "db_4"],
  ])("%s", (_what, answer, name, source) => {
    expect(signalsIn(answer)).toEqual([{ name, source, at }]);
  });

  test("a clock alone gets its day from the lines before, else from the session", () => {
    expect(signalsIn("[10:00:01] pool is empty")).toEqual([{ name: "pool is empty", source: null, at }]);
    expect(signalsIn("2026-10-30T23:00:00Z start of log\n[23:59:30] pool is empty")[1]?.at).toBe(
      "2026-10-30T23:59:30.000Z",
    );
  });

  test("alerts and incidents in JSON, with labels and other fields around", () => {
    const alerts = [
      { startsAt: at, endsAt: "2026-11-02T11:00:00Z", labels: { alertname: "HighLatency", instance: "db-3" } },
      { time: "2026-11-02T10:05:00Z", title: "CPU spike on web-1", id: 4711 },
      { note: "no time" },
    ];
    expect(signalsIn(JSON.stringify({ alerts }, null, 2))).toEqual([
      { name: "HighLatency", source: "db-3", at },
      { name: "CPU spike", source: "web-1", at: "2026-11-02T10:05:00.000Z" },
    ]);
  });

  test("an alert that starts a session has the time it tells, else the time it came", () => {
    const session = (text: string) => ({
      ...aSession(2, []),
      events: [aUserMessage("m", text, "2026-11-02T10:00:01Z")],
    });
    expect(aReport(session("ALERT HighLatency on db-3")).signals).toMatchObject([
      { name: "ALERT HighLatency", source: "db-3", at },
    ]);
    expect(aReport(session("ALERT HighLatency on db-3 at 09:30")).signals).toMatchObject([
      { name: "ALERT HighLatency", source: "db-3", at: "2026-11-02T09:30:00.000Z" },
    ]);
    expect(aReport(session("Please look at the logs of today")).signals).toEqual([]);
  });

  test("what a memory shows, listings and JSON without times are no signals", () => {
    const read = {
      tool: "bash",
      input: { command: "cat /mnt/memory/team-sre/log.md" },
      answer: "2026-11-02T10:00:01Z pool is empty",
    };
    expect(aReport(aSession(2, [read])).signals).toEqual([]);
    expect(signalsIn("-rw-r--r-- 1 root root 4 2026-11-02 10:00:01 notes.txt")).toEqual([]);
    expect(signalsIn('{"name": "Ada", "flights": [{"date": "2026-11-02"}]}')).toEqual([]);
  });

  test("a quoted cell with a comma, a table that ends, and what has the form of a record but no time", () => {
    const table = `time,host,alert\n${at},db-3,"disk full, again"\n\n2026-11-02T10:00:01Z db-4 pool is empty`;
    expect(signalsIn(table)).toEqual([
      { name: "disk full, again", source: "db-3", at },
      { name: "pool is empty", source: "db-4", at },
    ]);
    expect(signalsIn("name: web\nhost: db-3\nsize: 1793613601")).toEqual([]);
    expect(signalsIn("1234567890 web-1 order was paid")).toEqual([]);
    expect(signalsIn('name="pool is empty" host=db-3 ts=17')).toEqual([]);
  });

  test("what is logged all the time makes room for what is rare", () => {
    const beats = Array.from(
      { length: 1500 },
      (_, second) => `${new Date(1.79e12 + second * 1000).toISOString()} heartbeat`,
    );
    const signals = signalsIn([...beats, "2026-11-02T10:00:01Z pool is empty"].join("\n"));
    expect(signals).toEqual([{ name: "pool is empty", source: null, at }]);
  });
});

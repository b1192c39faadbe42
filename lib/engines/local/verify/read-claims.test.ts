import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairToolCalls } from "@/lib/engines/local/calls/tool-calls";
import { aMemory, aTranscript, type CallSketch } from "@/lib/engines/local/engine-builders";
import { readClaims } from "@/lib/engines/local/verify/read-claims";
import type { EngineEvent, EngineMemory } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";

const json = (tool: string, input: Record<string, unknown>, answer: unknown): CallSketch => ({
  tool,
  input,
  answer: JSON.stringify(answer),
});
const says = (text: string, type = "user.message"): EngineEvent => ({
  id: `said-${text.length}`,
  type,
  processedAt: null,
  payload: { content: [{ type: "text", text }] },
});

function check(memories: EngineMemory[], calls: CallSketch[], after: EngineEvent[] = []) {
  const transcript = aTranscript("s1", calls, { after });
  const checks = readClaims(transcript, pairToolCalls(transcript), memories);
  const events = new Map(transcript.events.map((event) => [event.id, event]));
  for (const { evidence } of checks) {
    const event = events.get(evidence.event_id);
    expect(event !== undefined && quoteStandsIn(event, evidence.quote)).toBe(true);
  }
  return checks;
}

function verdict(note: string, calls: CallSketch[], after: EngineEvent[] = []): string {
  const [first, ...rest] = check([aMemory("/notes.md", `${note}\n`)], calls, after);
  expect(rest).toEqual([]);
  return first?.verdict ?? "nothing";
}

const service = json(
  "get_service",
  { name: "checkout" },
  {
    name: "checkout",
    owner: "team-payments",
    port: 8443,
    p95_limit_ms: 300,
    region: "eu-west-1",
    enabled: true,
    replicas: 4,
    tags: ["web", "critical"],
    deploy: { strategy: "blue_green", window: "night" },
  },
);
const parcel = json(
  "get_parcel_details",
  { parcel_id: "PX77Q2" },
  {
    parcel_id: "PX77Q2",
    customer_id: "ana_lind_1204",
    status: "in_transit",
    boxes: 3,
    service_level: "basic_express",
    stops: [
      { stop_number: "ST901", city: "Turin", status: "done" },
      { stop_number: "ST902", city: "Lyon", status: "open" },
    ],
    insured: "yes",
  },
);
const ticket = json(
  "get_ticket",
  { id: 4411 },
  { id: 4411, title: "Login loop", status: "closed", assigned_to: "mira", created_at: "2026-03-04T10:00:00Z" },
);

const product = json(
  "get_product",
  { product_id: "882001" },
  {
    name: "Desk lamp",
    product_id: "882001",
    variants: {
      "551001": { item_id: "551001", available: true, price: 40.5 },
      "551002": { item_id: "551002", available: false, price: 31 },
    },
  },
);
const alarm = json("describe_alarm", { alarm_name: "cpu-high" }, { alarm_name: "cpu-high", period_s: 60, state: "OK" });

describe("forms of a statement", () => {
  it.each([
    ["- checkout runs on port 8443.", service],
    ["- The owner of checkout is team-payments.", service],
    ["- checkout is owned by team-payments", service],
    ["- checkout belongs to team-payments", service],
    ["- checkout p95 limit: 300 ms", service],
    ["- checkout p95 limit: 0.3 s", service],
    ["- `checkout`: port = 8443", service],
    ["- checkout has 4 replicas", service],
    ["- checkout's port is 8443", service],
    ["- checkout is enabled", service],
    ["- checkout is in region eu-west-1", service],
    ["- checkout deploy strategy: Blue Green", service],
    ["- **checkout** tags: critical and web", service],
    ["- Parcel PX77Q2: status is in_transit.", parcel],
    ["- Parcel PX77Q2 has 3 boxes.", parcel],
    ["- Parcel PX77Q2: service level is basic express, insured is yes.", parcel],
    ["- Package PX77Q2 customerId: ana_lind_1204", parcel],
    ["- Stop ST902 status is open", parcel],
    ["- Ticket 4411 is closed.", ticket],
    ["- ticket #4411 is assigned to mira", ticket],
    ["- Ticket 4411: created at 2026-03-04", ticket],
    ["- checkout port is not 9000", service],
    ["- Item 551001: available is True.", product],
    ["- Item 551002 price: 31", product],
    ["- Product 882001: name is Desk lamp", product],
    ["- Alarm cpu-high period: 1 min", alarm],
  ])("confirms %s", (note, call) => {
    expect(verdict(note, [call])).toBe("confirmed");
  });

  it.each([
    ["- checkout runs on port 8080.", service],
    ["- The owner of checkout is team-search.", service],
    ["- checkout p95 limit: 450 ms", service],
    ["- checkout has 6 replicas", service],
    ["- checkout port is not 8443", service],
    ["- Parcel PX77Q2: status is delivered.", parcel],
    [
      "- Parcel PX77Q2: service_level is express.",
      { ...parcel, answer: parcel.answer.replace("basic_express", "express_plus") },
    ],
    ["- Parcel PX77Q2: service_level is basic_express_plus", parcel],
    ["- Parcel PX77Q2 insured: no", parcel],
    ["- Ticket 4411 is open.", ticket],
    ["- Stop ST902: city is Turin", parcel],
    ["- Item 551002 is available", product],
    ["- Alarm cpu-high: state is ALARM", alarm],
  ])("refutes %s", (note, call) => {
    expect(verdict(note, [call])).toBe("refuted");
  });

  it.each([
    // Another thing, another attribute, another world.
    ["- cart runs on port 8443", service],
    ["- checkout-v2 runs on port 8443", service],
    ["- checkout admin port is 8443", service],
    ["- In staging, checkout runs on port 8443", service],
    ["- In staging, checkout runs on port 9000", service],
    ["- Customer ana_lind_1204: status is in_transit", parcel],
    ["- User 4411: status is open", ticket],
    ["- Product 882001: price is 40.5", product],
    ["- Item 551003: available is true", product],
    // A condition, a plan, a guess, the past, a question.
    ["- If the cache is cold, checkout runs on port 8443", service],
    ["- checkout should run on port 9000", service],
    ["- checkout was owned by team-search", service],
    ["- checkout probably has 4 replicas", service],
    ["- Is the checkout port 8443?", service],
    // More is said than the transcript shows.
    ["- checkout runs on port 8443 since the move to the new cluster", service],
    ["- checkout port is 8443. Never restart it at noon.", service],
    // No comparable values.
    ["- checkout p95 limit: 300", { ...service, answer: '{"name":"checkout","p95_limit":"300 ms"}' }],
    ["- checkout owner: payments", service],
    ["- checkout tags: web", service],
    ["- checkout port is around 9000", service],
    ["- Ticket 4411 created by mira", ticket],
    ["- checkout region: Ireland", service],
  ])("says nothing of %s", (note, call) => {
    expect(verdict(note, [call])).toBe("nothing");
  });

  it("takes the subject from the heading, the item above, or the file's name", () => {
    expect(verdict("## checkout\n\n- port: 8443", [service])).toBe("confirmed");
    expect(verdict("- checkout\n  - port: 8443", [service])).toBe("confirmed");
    expect(verdict("## cart\n\n- port: 8443", [service])).toBe("nothing");
    expect(verdict("## checkout\n\n- The port of cart is 1. Owner is bo.", [service])).toBe("nothing");
    expect(verdict("## checkout\n\n- The port of cart is 1, owner is bo", [service])).toBe("nothing");
    expect(verdict("# Staging\n\n## checkout\n\n- port: 9000", [service])).toBe("nothing");
    expect(check([aMemory("/services/checkout.md", "port: 9000\nowner: team-payments\n")], [service])).toMatchObject([
      { verdict: "confirmed" },
      { verdict: "refuted", claimed: "9000", found: "8443" },
    ]);
  });

  it("reads the rows of a table and the values of a data file", () => {
    const table =
      "| Service | Port | Owner |\n| --- | --- | --- |\n| checkout | 8443 | team-payments |\n| cart | 1 | x |";
    expect(verdict(table, [service])).toBe("confirmed");
    expect(check([aMemory("/services.json", '{"name": "checkout",\n"port": 9000}')], [service])).toMatchObject([
      { verdict: "refuted" },
    ]);
  });
});

describe("facts of a transcript", () => {
  const note = "- checkout port: 8443";

  it.each([
    ["a key: value block", "Name: checkout\nPort: 8443\nOwner: x"],
    ["a Markdown table", "| name | port |\n| --- | --- |\n| cart | 1 |\n| checkout | 8443 |"],
    ["CSV", "name,port\ncart,1\ncheckout,8443"],
    ["a log line", '2026-03-01T10:00:00Z level=info service=checkout port=8443 msg="listening"'],
    ["a sentence", "Looking it up.\nThe port of checkout is 8443."],
    ["a printed dictionary", "{'name': 'checkout', 'port': 8443, 'tls': True}"],
    ["a list of services", '{"services":[{"name":"cart","port":1},{"name":"checkout","port":8443}]}'],
    ["a map of services", '{"checkout":{"port":8443},"cart":{"port":1}}'],
    ["JSON lines", '{"name":"cart","port":1}\n{"name":"checkout","port":8443}'],
  ])("are read from %s", (_, answer) => {
    expect(verdict(note, [{ tool: "lookup", input: {}, answer }])).toBe("confirmed");
    expect(verdict("- cart port: 8443", [{ tool: "lookup", input: {}, answer }])).not.toBe("confirmed");
  });

  it("take the subject from the arguments of the call when the answer names none", () => {
    expect(verdict(note, [json("get_config", { service: "checkout" }, { port: 8443 })])).toBe("confirmed");
    expect(verdict(note, [json("get_config", { service: "checkout", environment: "staging" }, { port: 8443 })])).toBe(
      "nothing",
    );
    expect(verdict(note, [json("get_config", { service: "cart" }, { port: 8443 })])).toBe("nothing");
  });

  it("are superseded by later ones of the same thing", () => {
    const before = json("get_service", { name: "checkout" }, { name: "checkout", port: 8443 });
    const after = json("update_service", { name: "checkout", port: 9000 }, { name: "checkout", port: 9000 });
    expect(verdict(note, [before, after])).toBe("refuted");
    expect(verdict("- checkout port: 9000", [before, after])).toBe("confirmed");
    expect(verdict(note, [before, json("set_service", { name: "checkout", port: "9000" }, "ok")])).toBe("refuted");
  });

  it("do not come from failed calls, from memory, from echoes, or from the agent", () => {
    const answer = '{"name":"checkout","port":8443}';
    expect(verdict(note, [{ tool: "get_service", input: {}, answer, isError: true }])).toBe("nothing");
    expect(verdict(note, [{ tool: "Read", input: { path: "/mnt/memory/team-sre/a.md" }, answer }])).toBe("nothing");
    expect(verdict(note, [{ tool: "bash", input: { command: `echo '${answer}'` }, answer }])).toBe("nothing");
    expect(
      verdict(note, [{ tool: "note", input: { text: "checkout port: 8443" }, answer: "checkout port: 8443" }]),
    ).toBe("nothing");
    expect(verdict(note, [], [says("The port of checkout is 8443.", "agent.message")])).toBe("nothing");
    expect(verdict(note, [], [says("The port of checkout is 8443.")])).toBe("nothing");
  });

  it("of a person's correction refute, unless a tool shows otherwise", () => {
    const correction = says("No, the port of checkout is 9000.");
    expect(verdict(note, [], [correction])).toBe("refuted");
    expect(verdict(note, [service], [correction])).toBe("nothing");
    expect(verdict(note, [], [says("The port of checkout is 9000.")])).toBe("nothing");
    expect(verdict(note, [], [says("Actually the port of cart is 9000.")])).toBe("nothing");
  });

  it("that differ for things of one name say nothing", () => {
    const regions = {
      eu: { services: [{ name: "checkout", port: 8443 }] },
      us: { services: [{ name: "checkout", port: 9000 }] },
    };
    expect(verdict(note, [json("list_services", {}, regions)])).toBe("nothing");
    const history = { name: "checkout", history: [{ name: "checkout", port: 9000 }] };
    expect(verdict(note, [json("get_service", { name: "checkout" }, history)])).toBe("nothing");
  });

  it("survive any text without an exception", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"',
      "'",
      ":",
      ",",
      "|",
      "---",
      "\n",
      "=",
      "checkout",
      "port",
      "8443",
      "\\",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.string({ maxLength: 40 }), (parts, extra) => {
        check(
          [aMemory("/notes.md", `${note}\n- ${parts.join("")}\n`)],
          [{ tool: "lookup", input: {}, answer: parts.join("") + extra }],
        );
      }),
      { numRuns: 300 },
    );
  });

  it("quote the piece of the event that shows the value", () => {
    const [found] = check([aMemory("/notes.md", note)], [service]);
    expect(found?.evidence.quote).toContain('"port":8443');
    expect(found?.evidence.event_id).toBe("s1-call-0-result");
  });
});

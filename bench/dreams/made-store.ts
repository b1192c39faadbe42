import type { EngineEvent, EngineMemory, EngineTranscript } from "@/lib/engines/types";

/** Numbers that repeat for a seed: mulberry32 (public domain), 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SYLLABLES = "ka lo mi ren tar vos del phi qua sun bor et ix nor pal rim".split(" ");
const VERBS = "reads writes caches retries drops signs sorts copies checks locks".split(" ");
const THINGS = "orders invoices sessions tokens queues shards mails payments indexes reports exports labels".split(" ");

type Made = { memories: EngineMemory[]; transcripts: EngineTranscript[] };

/** A store of notes about invented services, and transcripts that work with them; the same for the same numbers. */
export function makeStore(options: {
  memories: number;
  sessions: number;
  events: number;
  eventBytes?: number;
  seed?: number;
}): Made {
  const random = randomFrom(options.seed ?? 1);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const word = () => Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(SYLLABLES)).join("");
  const services = Array.from({ length: Math.max(20, options.memories / 10) }, () => `${word()}-${word()}`);
  const day = () => `2026-11-${String(1 + Math.floor(random() * 19)).padStart(2, "0")}`;
  const note = () =>
    `- [${day()}] ${pick(services)} ${pick(VERBS)} ${pick(THINGS)} of ${word()} before ${word()} within ${Math.floor(random() * 900)} ms\n`;
  const memories = Array.from({ length: options.memories }, (_, index): EngineMemory => {
    const lines = Array.from({ length: 4 + Math.floor(random() * 8) }, note);
    const owner = `- The owner of ${services[index % services.length]} is team ${word()}\n`;
    return {
      path: `/notes/${index % 50}/${index}.md`,
      content: `# ${word()}\n\n${owner}${lines.join("")}`,
      sha256: "",
    };
  });
  const transcripts = Array.from({ length: options.sessions }, (_, session) =>
    transcriptOf(session, options, { pick, word, services, random }),
  );
  return { memories, transcripts };
}

type Source = {
  pick: <Item>(items: readonly Item[]) => Item;
  word: () => string;
  services: string[];
  random: () => number;
};

/** Calls with results in turns: JSON, log lines, and now and then an error. */
function transcriptOf(
  session: number,
  options: { events: number; eventBytes?: number },
  source: Source,
): EngineTranscript {
  const { pick, word, services, random } = source;
  const start = Date.UTC(2026, 10, 1 + (session % 19), 8, 0, 0);
  const events: EngineEvent[] = [];
  for (let index = 0; index < options.events; index += 2) {
    const id = `s${session}-e${index}`;
    const at = new Date(start + index * 20_000).toISOString();
    const service = pick(services);
    const lines = [`${at} INFO ${service} ${pick(VERBS)} ${pick(THINGS)} took ${Math.floor(random() * 900)} ms`];
    lines.push(JSON.stringify({ service, owner: `team ${word()}`, status: pick(["ok", "degraded"]), at }));
    while (lines.join("\n").length < (options.eventBytes ?? 400))
      lines.push(`${at} DEBUG ${word()} ${word()} ${pick(THINGS)}`);
    const failed = random() < 0.05;
    const text = failed ? `Error: ${pick(THINGS)} not found for ${service}` : lines.join("\n");
    events.push(
      {
        id,
        type: "agent.tool_use",
        processedAt: at,
        payload: { name: pick(["bash", "query", "read"]), input: { command: `show ${service}` } },
      },
      {
        id: `${id}-result`,
        type: "agent.tool_result",
        processedAt: at,
        payload: { tool_use_id: id, is_error: failed, content: [{ type: "text", text }] },
      },
    );
  }
  return {
    sessionId: `session-${String(session).padStart(3, "0")}`,
    title: null,
    createdAt: new Date(start).toISOString(),
    mountPaths: ["/mnt/memory/bench"],
    events,
  };
}

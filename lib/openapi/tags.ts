/** Order and words of the sections; the key is a collection of the URL. */
const TAGS: Record<string, string> = {
  memory_stores: "A memory store is a tree of small text files that agents share.",
  memories:
    "A memory is one file of a store. Every change appends a version; writes can be bound to the text last read.",
  memory_versions: "What a memory held after each of its changes, who made it and when. Versions are never changed.",
  redactions:
    "A redaction removes a text for good, wherever the workspace holds it, and keeps a receipt of what it did.",
  dreams:
    "A dream reads a store and transcripts, and proposes a better state of the store. A person adopts it, hunk by hunk.",
  adoptions: "An adoption is what a review brought into a store, in one transaction. It can be undone.",
  rejected_findings:
    "A rejected finding is one that was turned down: dreams of its store do not propose it again without new evidence.",
  dream_schedules:
    "A dream schedule starts dreams of a store by itself: at times, after sessions, and when it is called.",
  sessions: "A session is the transcript of one run of an agent, with the stores it had attached.",
  threads: "A thread is one agent's part of a session: the primary thread, or a sub-agent's.",
  resources: "What a session has at hand. Memory stores attach when the session is made.",
  agents: "An agent is a versioned configuration: model, system prompt, tools.",
  environments: "Where the tools of a session run.",
  webhook_endpoints:
    "A webhook endpoint is an address that is told when something changes, by requests signed as Standard Webhooks. " +
    "Events come at least once and in no order: `webhook-id` tells them apart, and the object says what holds now.",
  webhook_deliveries: "A delivery is one event on its way to one endpoint, with up to three attempts.",
  work: "What waits for a worker of an environment.",
};

export type Tag = { name: string; description?: string };

/** `memory_stores` is shown as "Memory stores". */
export function tagName(collection: string): string {
  const words = collection.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The tags of these collections: known ones in the order of the table, then the others by name. */
export function tagsOf(collections: Iterable<string>): Tag[] {
  const known = Object.keys(TAGS);
  const place = (collection: string) => (known.includes(collection) ? known.indexOf(collection) : known.length);
  return [...new Set(collections)]
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    .map((collection) => {
      const description = TAGS[collection];
      return { name: tagName(collection), ...(description === undefined ? {} : { description }) };
    });
}

export type GuidePart = { id: string; title: string; text: string; snippets: { label: string; code: string }[] };

const SDK = (baseUrl: string) => `import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic({
  baseURL: "${baseUrl}",
  apiKey: process.env.REVERIE_API_KEY,
});
const store = await client.beta.memoryStores.create({ name: "Team SRE" });`;

const CURL = (baseUrl: string) => `export REVERIE_URL="${baseUrl}"
export REVERIE_API_KEY="sk-…"

curl "$REVERIE_URL/v1/memory_stores" \\
  -H "authorization: Bearer $REVERIE_API_KEY"`;

const PAGES = `for await (const store of client.beta.memoryStores.list()) {
  console.log(store.name);
}`;

const PRECONDITION = `const memory = await client.beta.memoryStores.memories.retrieve(memoryId, {
  memory_store_id: storeId,
});
await client.beta.memoryStores.memories.update(memory.id, {
  memory_store_id: storeId,
  content: \`\${memory.content}One more line.\\n\`,
  precondition: { type: "content_sha256", content_sha256: memory.content_sha256 },
});`;

const EXTENSION = `const diff = await client.get(\`/v1/dreams/\${dreamId}/diff\`);`;

/** The start page, for the address that the reader came by. The text is Markdown. */
export const guide = (baseUrl: string): GuidePart[] => [
  {
    id: "base-url",
    title: "Base URL and SDKs",
    text: `The memory, dream and session endpoints are those of the Managed Agents API. The official SDKs work when they get
another base URL; nothing else in the code changes. Operations marked **Extension** are not part of that API: send them
with the client's \`get\` and \`post\`.`,
    snippets: [
      { label: "TypeScript SDK", code: SDK(baseUrl) },
      { label: "curl", code: CURL(baseUrl) },
      { label: "An extension with the SDK's client", code: EXTENSION },
    ],
  },
  {
    id: "authentication",
    title: "Authentication",
    text: `Send an API key as \`authorization: Bearer …\`, or as \`x-api-key: …\` like older SDKs do. A key belongs to one
workspace and has scopes; each operation names the scope it needs, and a scope to write does not include the one to read.
\`anthropic-workspace-id\` may be left out; if it is sent, it has to name the key's own workspace.

What belongs to another workspace is answered with 404, as if it did not exist.`,
    snippets: [],
  },
  {
    id: "pagination",
    title: "Pages",
    text: `A list answers with \`data\` and \`next_page\`. Pass \`next_page\` as \`page\`, with the same other parameters,
until it is null. A page may be empty and still have a next one. Cursors are positions, not offsets: what is written or
deleted meanwhile makes no item appear twice or get lost. Lists in a query are written with brackets:
\`statuses[]=running&statuses[]=pending\`.`,
    snippets: [{ label: "The SDK walks the pages", code: PAGES }],
  },
  {
    id: "versions",
    title: "Versions and preconditions",
    text: `Every change of a memory appends a version, which is never changed afterwards. To change only what you have read,
send the SHA-256 of that text as a precondition; if somebody was faster, the answer is 409 and nothing is written. A
write that is already there succeeds, so a lost answer may be followed by the same request again.

\`anthropic-version\` may have any value or be left out. So may \`anthropic-beta\`, unless the operator has switched on the
strict mode, which applies the hosted API's rules for that header.`,
    snippets: [{ label: "Change what was read", code: PRECONDITION }],
  },
  {
    id: "retries",
    title: "Retries",
    text: `SDKs repeat a request after a lost connection and after 408, 409, 429 and every status from 500, unless the answer
says \`x-should-retry\`. Each 409 here says \`false\`, as the same request would fail again. Creating has no idempotency
key: a create that is repeated after a lost answer may happen twice, except for a memory, whose path can be taken only
once.`,
    snippets: [],
  },
  {
    id: "values",
    title: "Values",
    text: `Ids have a prefix that names their kind; the rest is opaque. Times are RFC 3339 in UTC with six decimals; a filter
takes any offset. Bodies are JSON in UTF-8, at most 32 MiB; fields and parameters that are not known are ignored. Every
answer has a \`request-id\`, which the log knows too.`,
    snippets: [],
  },
];

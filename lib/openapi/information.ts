export const TITLE = "Reverie";

/** The first page of the reference, as Markdown. */
export const DESCRIPTION = `Reverie serves the memory, dream and session endpoints of the Managed Agents API, so that the official SDKs work
with another base URL and nothing else changed. Operations marked with \`x-reverie-extension\` are not part of that API.

Send an API key as \`authorization: Bearer …\` or as \`x-api-key: …\`. A key belongs to one workspace and has scopes; each
operation names the one it needs. What belongs to another workspace is answered as if it did not exist.

Failures come in one envelope, \`ErrorEnvelope\`. A conflict (409) carries \`x-should-retry: false\`: the same request
would fail again.

Lists come in pages: pass \`next_page\` as \`page\` until it is null. Times are RFC 3339 in UTC. Unknown fields of a
request are ignored.`;

/** Either is enough. */
export const SECURITY_SCHEMES = {
  bearer: { type: "http", scheme: "bearer", description: "An API key, as SDKs from version 1.0 send it." },
  apiKey: { type: "apiKey", in: "header", name: "x-api-key", description: "An API key, as older SDKs send it." },
};

const text = (description: string, example: string) => ({ description, schema: { type: "string" }, example });

/** Headers of every answer (contract 1.5), and the one of conflicts (1.7). */
export const RESPONSE_HEADERS = {
  "request-id": text("Names this request in the log; also in the error envelope.", "req_01Hf6WmTz3cB9sYpLrXa2VdE"),
  "anthropic-organization-id": text(
    "A UUID that stands for the workspace; there once the credential is known.",
    "3f1c2ab4-98de-4f60-8a71-5cd0b9e3f742",
  ),
  "anthropic-workspace-id": text("The credential's workspace; there once the credential is known.", "wrkspc_01AbCdEf"),
  "reverie-warnings": text(
    "Where REVERIE_WRITE_SAFETY is not off: what the new text holds, as kind:rule@line with the lines counted from 1, in " +
      "a batch with the operation's place from 0; at most 10, and only what the memory did not hold before. Where the " +
      "store's policy has agents' writes wait, review:id with the proposal that holds this one: the answer shows the memory " +
      "as it will be, reads show it as it is, and memory_version_id is that of the text that stands.",
    "secret:aws-access-key@3, personal_data:email@7;operation=1, review:drm_01PqTz7mVwKc4hYdR2nBxGfE",
  ),
  "x-should-retry": text("Always `false`: the same request would fail again.", "false"),
};

const header = (name: string, description: string, example: string) => ({
  name,
  in: "header",
  required: false,
  ...text(description, example),
});

/** Headers that every operation takes and none needs. */
export const REQUEST_HEADERS = {
  AnthropicVersion: header("anthropic-version", "Any value is taken; SDKs send one.", "2026-10-21"),
  AnthropicBeta: header(
    "anthropic-beta",
    "Any value is taken, unless the server runs in strict mode; SDKs send one.",
    "agent-memory-2026-07-22",
  ),
  AnthropicWorkspaceId: header(
    "anthropic-workspace-id",
    "If sent, it has to name the credential's own workspace.",
    "wrkspc_01AbCdEf",
  ),
};

const refs = (names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** References to the headers of an answer with this status; `warns`: of a success that may carry warnings. */
export function responseHeaders(status: number, warns = false): Record<string, { $ref: string }> {
  const all = ["request-id", "anthropic-organization-id", "anthropic-workspace-id"];
  if (warns) all.push("reverie-warnings");
  if (status === 401) return refs(["request-id"]);
  return refs(status === 409 ? [...all, "x-should-retry"] : all);
}

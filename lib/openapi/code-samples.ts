import { signedCallScript } from "@/lib/core/signed-call-script";
import { sdkCallOf } from "./contract";
import type { DocumentedOperation } from "./operations";
import type { CodeSample } from "./types";

type Filled = {
  operation: DocumentedOperation;
  /** An id for each parameter of the path. */
  ids: Record<string, string>;
  body: unknown;
  /** Content type of a body or an answer that is not JSON. */
  upload: string | undefined;
  download: string | undefined;
  /** A list that the SDK walks page by page. */
  isPaged: boolean;
};

const fill = (path: string, ids: Record<string, string>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);

const indent = (text: string, by: number): string => text.replaceAll("\n", `\n${" ".repeat(by)}`);
const isFilled = (body: unknown): body is object => typeof body === "object" && body !== null;
/** JSON as a JavaScript literal: keys without quotes where they need none. */
const literal = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(/^(\s*)"([a-zA-Z_]\w*)":/gm, "$1$2:");
/** Inside single quotes of a shell. */
const quoted = (text: string): string => text.replaceAll("'", "'\\''");

function curl({ operation, ids, body, upload, download }: Filled): string {
  const method = operation.method.toUpperCase();
  const lines = [
    `curl${method === "GET" ? "" : ` -X ${method}`} "$REVERIE_URL${fill(operation.path, ids)}"`,
    `-H "authorization: Bearer $REVERIE_API_KEY"`,
    ...(upload ? [`-H "content-type: ${upload}"`, "--data-binary @FILE"] : []),
    ...(!upload && isFilled(body)
      ? ['-H "content-type: application/json"', `-d '${quoted(JSON.stringify(body, null, 2))}'`]
      : []),
    ...(download ? ["-OJ"] : []),
  ];
  return lines.join(" \\\n  ");
}

/** Names that the SDK gives to parameters which are not the last of a path. */
const SDK_NAMES: Record<string, string> = { store_id: "memory_store_id" };

function sdkArguments({ ids, body }: Filled): string {
  const names = Object.keys(ids);
  const last = names.pop();
  const parents = Object.fromEntries(names.map((name) => [SDK_NAMES[name] ?? name, ids[name]]));
  const fields = { ...parents, ...(isFilled(body) ? body : {}) };
  const positional = last === undefined ? [] : [JSON.stringify(ids[last])];
  return [...positional, ...(Object.keys(fields).length === 0 ? [] : [literal(fields)])].join(", ");
}

function extensionCall({ operation, ids, body, upload, download }: Filled): string {
  const path = JSON.stringify(fill(operation.path, ids));
  const options = [
    ...(upload ? [`body: createReadStream("FILE")`, `headers: { "content-type": ${JSON.stringify(upload)} }`] : []),
    ...(!upload && isFilled(body) ? [`body: ${indent(literal(body), 2)}`] : []),
  ];
  const rest = options.length === 0 ? "" : `, {\n  ${options.join(",\n  ")},\n}`;
  const call = `client.${operation.method}(${path}${rest})${download ? ".asResponse()" : ""}`;
  const imports = upload ? 'import { createReadStream } from "node:fs";\n\n' : "";
  return `${imports}const ${download ? "response" : "result"} = await ${call};`;
}

function typescript(filled: Filled): string {
  const { operation, isPaged } = filled;
  const call = sdkCallOf(operation.method, operation.path);
  if (call === null) return extensionCall(filled);
  const made = `client.beta.${call}(${sdkArguments(filled)})`;
  if (isPaged) return `for await (const item of ${made}) {\n  console.log(item);\n}`;
  return `const result = await ${made};`;
}

/** The operation as a shell command and as a call of the official TypeScript SDK. */
export function codeSamples(filled: Filled): CodeSample[] {
  if (filled.operation.operation.auth === "signature") return signedSamples(filled);
  return [
    { lang: "Shell", label: "curl", source: curl(filled) },
    { lang: "TypeScript", label: "TypeScript SDK", source: typescript(filled) },
  ];
}

/** What a signature opens is signed by the caller; the SDK only sends it. */
function signedSamples({ operation, ids, body }: Filled): CodeSample[] {
  const path = fill(operation.path, ids);
  const typescript = [
    'import { Webhook } from "standardwebhooks";',
    "",
    `const body = ${literal(body ?? {})};`,
    "const at = new Date();",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the sample's own template
    "const id = `msg_${at.getTime()}`;",
    "const signature = new Webhook(process.env.REVERIE_HOOK_SECRET).sign(id, at, JSON.stringify(body));",
    `const result = await client.post(${JSON.stringify(path)}, {`,
    "  body,",
    "  headers: {",
    '    "webhook-id": id,',
    '    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),',
    '    "webhook-signature": signature,',
    "  },",
    "});",
  ];
  return [
    { lang: "Shell", label: "curl", source: signedCallScript(`$REVERIE_URL${path}`, JSON.stringify(body ?? {})) },
    { lang: "TypeScript", label: "TypeScript SDK", source: typescript.join("\n") },
  ];
}

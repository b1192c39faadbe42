import { AppError } from "@/lib/core/errors";
import { NESTING_MAX, nestsTooDeep } from "@/lib/core/json";
import { issuePath } from "./envelope";

/** Contract 1.2. */
export const BODY_BYTES_MAX = 32 * 1024 * 1024;

const tooLarge = (bytesMax: number) =>
  new AppError(
    "request_too_large",
    `The request body must have at most ${bytesMax} bytes${bytesMax === BODY_BYTES_MAX ? " (32 MiB)" : ""}.`,
  );

async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw tooLarge(bytesMax);
  // The stream is touched last: it costs several times what the rest of a small request does.
  if (request.headers.has("content-length")) return new Uint8Array(await request.arrayBuffer());
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > bytesMax) throw tooLarge(bytesMax);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * A request's body, byte for byte as a text.
 * @throws AppError `invalid_request` (no UTF-8), `request_too_large`
 */
export async function readText(request: Request, bytesMax: number): Promise<string> {
  const bytes = await readBytes(request, bytesMax);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("invalid_request", "The request body is not valid UTF-8.", { cause });
  }
}

/** Where in `value` a string (or key) fails, written as a path; null when none does. */
export function findString(value: unknown, fails: (text: string) => boolean, path: PropertyKey[] = []): string | null {
  if (typeof value === "string") return fails(value) ? issuePath(path) : null;
  if (value === null || typeof value !== "object") return null;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    const found = fails(key) ? issuePath(here) : findString(inner, fails, here);
    if (found !== null) return found;
  }
  return null;
}

/** The first object below `value` that has the key, written as a path; null when none has. */
function findKey(value: unknown, key: string, path: PropertyKey[] = []): string | null {
  if (value === null || typeof value !== "object") return null;
  if (Object.hasOwn(value, key)) return issuePath([...path, key]);
  for (const [name, inner] of Object.entries(value)) {
    const found = findKey(inner, key, [...path, Array.isArray(value) ? Number(name) : name]);
    if (found !== null) return found;
  }
  return null;
}

const hasNul = (text: string): boolean => text.includes("\0");

/**
 * A JSON object out of a request's body; an empty body is `{}`.
 * @throws AppError `invalid_request`, `request_too_large`
 */
export async function readJsonObject(request: Request, options: { nul: "refuse" | "allow" }): Promise<object> {
  const text = await readText(request, BODY_BYTES_MAX);
  if (text === "") return {};
  if (nestsTooDeep(text)) {
    throw new AppError("invalid_request", `The request body nests deeper than ${NESTING_MAX} levels.`);
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid_request", `The request body is not valid JSON: ${parserFault(cause)}.`, { cause });
  }
  if (body === null || typeof body !== "object" || Array.isArray(body)) {
    throw new AppError("invalid_request", "The request body must be a JSON object.");
  }
  refuseOddStrings(text, body, options.nul);
  return body;
}

/** The parser's position, without the excerpt of the body that it may quote. */
function parserFault(cause: unknown): string {
  return /at position \d+/.exec(String(cause))?.[0] ?? "it ends too early or holds an odd character";
}

/** Postgres text can hold neither; both can only come in through an escape, which keeps the check off the hot path. */
function refuseOddStrings(text: string, body: object, nul: "refuse" | "allow"): void {
  if (/\\ud[89a-f]/i.test(text)) {
    const at = findString(body, (part) => !part.isWellFormed());
    if (at !== null)
      throw new AppError("invalid_request", `${at} holds a lone surrogate, which is not valid Unicode text.`);
  }
  // JavaScript cannot keep it as an ordinary key: better refused than lost.
  if (nul === "refuse" && text.includes("__proto__")) {
    const at = findKey(body, "__proto__");
    if (at !== null) throw new AppError("invalid_request", `${at} cannot be stored: __proto__ is no usable key.`);
  }
  if (nul === "refuse" && text.includes("\\u0000")) {
    const at = findString(body, hasNul);
    if (at !== null) throw new AppError("invalid_request", `${at} must not hold the NUL character (U+0000).`);
  }
}

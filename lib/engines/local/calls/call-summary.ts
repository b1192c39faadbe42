import { commandFamilies } from "@/lib/engines/local/calls/shell-command";
import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { stringsIn } from "@/lib/engines/local/text/event-text";
import { cut, plainLine } from "@/lib/engines/local/text/safe-text";
import { maskSecrets } from "@/lib/engines/local/text/secrets";

const TARGET_KEYS = ["file_path", "path", "notebook_path", "filename", "file", "target_file"];
const CALL_CHARACTERS_MAX = 200;
const TIME = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]{5,15}(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** The file or folder that a call works on, or null when its input names none. */
export function targetOf(call: ToolCall): string | null {
  for (const key of TARGET_KEYS) {
    const value = call.input[key];
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
}

/** The last name in a path. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
}

/** The last two names in a path: enough to recognise it, without anybody's home folder. */
function shortPath(path: string): string {
  const names = path.split(/[\\/]/).filter(Boolean);
  return names.length <= 2 ? path : `…/${names.slice(-2).join("/")}`;
}

/** A value short and plain enough to be told; with digits or signs it may name a person, an order, a card. */
function isTellable(value: unknown): value is string | boolean | number {
  if (typeof value === "string") return TIME.test(value) || (value.length <= 40 && /^[\p{L} :_.-]+$/u.test(value));
  return typeof value === "boolean" || typeof value === "number";
}

function argumentsOf(input: Record<string, unknown>): string {
  return Object.entries(input)
    .map(([key, value]) => `${key}=${isTellable(value) ? value : "…"}`)
    .join(", ");
}

/** What the input of a call that worked has and that of the failing one had not: `replace_all=true, a longer old_string`. */
export function changedArguments(failed: ToolCall, worked: ToolCall): string[] {
  return Object.entries(worked.input).flatMap(([key, value]) => {
    const before = failed.input[key];
    if (JSON.stringify(value) === JSON.stringify(before)) return [];
    if (isTellable(value)) return [`${key}=${value}`];
    const isLonger = typeof value === "string" && typeof before === "string" && value.includes(before.trim());
    if (isLonger) return [`a longer ${key}`];
    return [before === undefined ? `a ${key}` : `another ${key}`];
  });
}

/** The call in one line of at most 200 characters, secrets masked. */
export function describeCall(call: ToolCall): string {
  if (call.command !== null) return cut(maskSecrets(plainLine(call.command.slice(0, 2000))), CALL_CHARACTERS_MAX);
  const target = targetOf(call);
  const rest = target === null ? argumentsOf(call.input) : shortPath(target);
  return cut(maskSecrets(plainLine(`${call.toolName} ${rest}`)), CALL_CHARACTERS_MAX);
}

/**
 * Strings of the input that can be quoted for the call, most telling first: the command line, the file, what `other` was
 * not given, the rest; the tool's name when there is none.
 */
export function quotableStrings(call: ToolCall, other?: ToolCall): string[] {
  const target = targetOf(call);
  const known = new Set(other ? stringsIn(other.input).map(({ text }) => text) : []);
  const texts = stringsIn(call.input).map(({ text }) => text);
  const strings = [...texts.filter((text) => !known.has(text)), ...texts].map((text) => text.trim());
  return [call.command?.trim() ?? "", target ?? "", ...strings, call.toolName.split("/").at(-1) ?? ""].filter(
    (text) => text.length > 1,
  );
}

/** A failing call is compared with many later ones: each command line is taken apart once. */
const familiesByCall = new WeakMap<ToolCall, string[]>();

/** What a shell call does, in families of commands; for other tools the tool itself. */
export function familiesOf(call: ToolCall): string[] {
  if (call.command === null) return [call.toolName];
  const known = familiesByCall.get(call) ?? commandFamilies(call.command);
  familiesByCall.set(call, known);
  return known;
}

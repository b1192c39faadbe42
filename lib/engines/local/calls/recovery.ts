import { baseName, changedArguments, describeCall, familiesOf, targetOf } from "@/lib/engines/local/calls/call-summary";
import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { stringsIn } from "@/lib/engines/local/text/event-text";
import { cut, plainLine } from "@/lib/engines/local/text/safe-text";

/** A call that worked after a failing one, and how to say it in one line. */
export type Recovery = { call: ToolCall; description: string };

/** How many later calls may be tried when only the likeness of the call, not its target, speaks for it. */
const NEAR_CALLS = 5;
const LOOKING_TOOL = /(?:glob|grep|search|find|list|ls|read|view|bash|shell|terminal)/i;

/** A later run answers for a failed command line when it covers all of it, or its last command, which is the one that failed. */
function coversCommand(failed: ToolCall, later: ToolCall): boolean {
  const wanted = familiesOf(failed);
  const done = familiesOf(later);
  const last = wanted.at(-1);
  return last !== undefined && (wanted.every((family) => done.includes(family)) || done.at(-1) === last);
}

function shellRecovery(failed: ToolCall, later: ToolCall[]): Recovery | null {
  const shell = later.filter((call) => call.command !== null);
  const program = familiesOf(failed)[0]?.split(" ")[0];
  const found =
    shell.find((call) => coversCommand(failed, call)) ??
    shell.slice(0, NEAR_CALLS).find((call) => familiesOf(call)[0]?.split(" ")[0] === program);
  return found ? { call: found, description: describeCall(found) } : null;
}

function withChanges(failed: ToolCall, worked: ToolCall): string {
  const changes = changedArguments(failed, worked);
  return changes.length === 0 ? "" : ` with ${changes.join(", ")}`;
}

/** The same tool on the same file worked later; a call of another tool on that file in between belongs to the way out. */
function sameTargetRecovery(failed: ToolCall, later: ToolCall[], target: string): Recovery | null {
  const at = later.findIndex((call) => call.toolName === failed.toolName && targetOf(call) === target);
  const worked = later[at];
  if (!worked) return null;
  const between = later
    .slice(0, at)
    .reverse()
    .find((call) => call.toolName !== failed.toolName && targetOf(call) === target);
  const first = between ? `${describeCall(between)}, then ` : "";
  return { call: worked, description: cut(first + describeCall(worked) + withChanges(failed, worked), 200) };
}

/** The file was found elsewhere, or looked for by name or in its folder within the next few calls. */
function foundElsewhere(failed: ToolCall, later: ToolCall[], target: string): Recovery | null {
  const name = baseName(target);
  const folder = target.slice(0, target.length - name.length - 1);
  const elsewhere = later.find((call) => {
    const other = targetOf(call);
    return call.toolName === failed.toolName && other !== null && other !== target && baseName(other) === name;
  });
  const mentions = (call: ToolCall) =>
    LOOKING_TOOL.test(call.toolName) &&
    stringsIn(call.input).some(({ text }) => text.includes(name) || (folder.length > 3 && text.includes(folder)));
  const found = elsewhere ?? later.slice(0, NEAR_CALLS).find(mentions);
  return found ? { call: found, description: describeCall(found) } : null;
}

function sharesAnArgument(failed: ToolCall, later: ToolCall): boolean {
  return Object.entries(failed.input).some(([key, value]) => {
    const isTelling = typeof value === "string" ? value.length > 2 : typeof value === "number";
    return isTelling && later.input[key] === value;
  });
}

/**
 * What worked after a failing call: `later` are the calls of the same thread after it that succeeded, in order.
 * Null when nothing plausibly answers the failure.
 */
export function findRecovery(failed: ToolCall, later: ToolCall[]): Recovery | null {
  if (failed.command !== null) return shellRecovery(failed, later);
  const target = targetOf(failed);
  if (target !== null) return sameTargetRecovery(failed, later, target) ?? foundElsewhere(failed, later, target);
  const sameTool = later.filter((call) => call.toolName === failed.toolName);
  const found = sameTool.find((call) => sharesAnArgument(failed, call));
  if (!found) return null;
  return { call: found, description: cut(plainLine(found.toolName) + withChanges(failed, found), 200) };
}

import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { stringsIn } from "@/lib/engines/local/text/event-text";

const WRITING_TOOL =
  /^(?:\w+\/)?(?:write|edit|multi_?edit|create|str_replace|insert|append|notebook_?edit|save|update|memory)/i;
/** Where stores are mounted unless the session says otherwise. */
const MOUNT_ROOT = "/mnt/memory";

/**
 * The calls whose answers may hold text of a memory: it must not count as something the session found out.
 * A shell that changed into a mount stays there until it changes elsewhere.
 */
export function callsShowingMemory(calls: ToolCall[], mountPaths: string[]): Set<ToolCall> {
  const roots = [MOUNT_ROOT, ...mountPaths.filter((path) => path.length > 1)];
  const touches = (text: string) => roots.some((root) => text.includes(root));
  const showing = new Set<ToolCall>();
  const insideMount = new Map<string, boolean>();
  for (const call of calls) {
    if (call.command !== null) {
      const folders = [...call.command.matchAll(/\bcd\s+["']?([^\s"';&|]+)/g)].map((match) => match[1] ?? "");
      const last = folders.filter((folder) => folder.startsWith("/") || folder.startsWith("~")).at(-1);
      const wasInside = insideMount.get(call.thread) === true;
      if (last !== undefined) insideMount.set(call.thread, touches(last));
      if (wasInside || touches(call.command)) showing.add(call);
    } else if (stringsIn(call.input).some(({ text }) => touches(text))) showing.add(call);
  }
  return showing;
}

/** A writing tool answers about the write in words of its own, so its failures can be told even when it writes to memory. */
export function isMemoryWrite(call: ToolCall): boolean {
  return call.command === null && WRITING_TOOL.test(call.toolName);
}

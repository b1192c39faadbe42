import type { EngineEvent } from "@/lib/engines/types";

/** The text blocks of an event's `content`, each a string that stands in the event as it is; redacted and binary blocks are skipped. */
export function textBlocks(event: EngineEvent): string[] {
  const content = event.payload.content;
  if (typeof content === "string") return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((block: unknown) => {
    if (typeof block === "string") return [block];
    if (typeof block !== "object" || block === null || !("text" in block)) return [];
    return typeof block.text === "string" ? [block.text] : [];
  });
}

/** Every string value inside `value`, in order, with the key it stands under (the nearest one). */
export function stringsIn(value: unknown, key = ""): { key: string; text: string }[] {
  if (typeof value === "string") return [{ key, text: value }];
  if (Array.isArray(value)) return value.flatMap((item) => stringsIn(item, key));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, item]) => stringsIn(item, name));
}

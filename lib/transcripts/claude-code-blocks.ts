/** Content blocks of Claude Code messages -> content blocks of the wire. */
export type Block = Record<string, unknown> & { type: string };

/** An object with a `type`, or null for anything else. */
export function asTyped(value: unknown): Block | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  // The cast only says what the check after it proves.
  const typed = value as Block;
  return typeof typed.type === "string" ? typed : null;
}

/** A message's content as typed blocks: a string is one text block; what has no type is dropped. */
export function contentBlocks(content: unknown): Block[] {
  if (typeof content === "string") return content === "" ? [] : [{ type: "text", text: content }];
  if (!Array.isArray(content)) return [];
  return content.map(asTyped).filter((block) => block !== null);
}

/** The blocks of a tool result. Kinds that the wire does not know are kept as their JSON text. */
export function resultBlocks(content: unknown): Block[] {
  return contentBlocks(content).flatMap((block) => {
    const wire = wireBlock(block);
    if (wire) return [wire];
    return isEmptyText(block) ? [] : [{ type: "text", text: JSON.stringify(block) }];
  });
}

/** Text, image, document and search result blocks in their wire form; null for every other kind, and for empty text. */
export function wireBlock(block: Block): Block | null {
  if (block.type === "text") {
    return typeof block.text === "string" && block.text !== "" ? { type: "text", text: block.text } : null;
  }
  if (block.type === "image" || block.type === "document")
    return asTyped(block.source) ? withoutCacheControl(block) : null;
  return block.type === "search_result" ? withoutCacheControl(block) : null;
}

function isEmptyText(block: Block): boolean {
  return block.type === "text" && (block.text === "" || typeof block.text !== "string");
}

function withoutCacheControl({ cache_control: _cacheControl, ...block }: Block): Block {
  return block as Block;
}

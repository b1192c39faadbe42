/** An event of a transcript as the wire gives it (contract 9.3); keys beyond these three depend on the type. */
export type WireEvent = { id: string; type: string; processed_at: string | null; [key: string]: unknown };

/** The text of `content`: text blocks joined by line feeds, other blocks named in brackets. */
export function contentText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map(blockText).join("\n");
}

function blockText(block: unknown): string {
  if (typeof block !== "object" || block === null) return "";
  const { type, text, title } = block as { type?: unknown; text?: unknown; title?: unknown };
  if (typeof text === "string") return text;
  const name = typeof title === "string" ? `: ${title}` : "";
  return `[${typeof type === "string" ? type : "block"}${name}]`;
}

export function stringAt(event: Record<string, unknown>, key: string): string | null {
  const value = event[key];
  return typeof value === "string" ? value : null;
}

export function recordAt(event: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = event[key];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

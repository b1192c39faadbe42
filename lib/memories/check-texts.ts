import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import { startPace } from "@/lib/core/pace";
import type { Sql } from "@/lib/db/database";
import type { NumberedHit } from "@/lib/safety/number-hits";
import type { SafetyHit } from "@/lib/safety/types";
import { findMemoriesByIds } from "./repository";

export type NewText = {
  content: string;
  /** The memory whose text it replaces; null for a new memory. */
  memoryId: MemoryId | null;
  /** Which of the request's texts it is, where there are several; safe to repeat in a message. */
  name?: string | undefined;
  /** Its place in a batch. */
  operationIndex?: number | undefined;
};

type Seen = { text: NewText; hits: SafetyHit[] };

const REFUSED_CONFIDENCE = 0.8;
const isRefused = ({ kind, confidence }: SafetyHit): boolean =>
  (kind === "secret" || kind === "hidden_character") && confidence >= REFUSED_CONFIDENCE;

/**
 * Looks at texts that a caller wants to put into memories, by `ctx.limits.writeSafety`: `warn` adds what is unsafe to
 * `ctx.warnings`, `refuse` stops the write at secrets and hidden characters and warns of the rest, `off` looks at nothing.
 * What stood in the memory before does not count, so that an old secret never blocks a correction. Every verb that takes
 * text from outside calls this; what brings back or carries over stored text (restore, fork, adoption, redaction) does not.
 *
 * @param sql the write's transaction where it holds the memory's lock, else the database
 * @throws AppError `invalid_request`, naming rule and line and never the text
 */
export async function checkTexts(
  ctx: Context,
  sql: Sql,
  input: { storeId: StoreId; texts: readonly NewText[] },
): Promise<void> {
  if (ctx.limits.writeSafety === "off") return;
  // Loaded by those who use it: the rules are most of what a start would have to read.
  const { hitsToName } = await import("@/lib/safety/hits-to-name");
  const { numberHits } = await import("@/lib/safety/number-hits");
  const isStrict = ctx.limits.writeSafety === "refuse";
  const seen = await withNewHits(ctx, sql, input.storeId, await scan(input.texts));
  for (const { text, hits } of seen) {
    const [refused] = isStrict ? numberHits(text.content, hits.filter(isRefused)) : [];
    if (refused !== undefined) throw refusal(text, refused);
    ctx.warnings?.push(...hitsToName(text.content, hits).map((hit) => warningOf(text, hit)));
  }
}

/** The texts in which something was seen. Lets other requests run between two texts. */
async function scan(texts: readonly NewText[]): Promise<Seen[]> {
  const { scanTextDeep } = await import("@/lib/safety/scan-text-deep");
  const pace = startPace(Number.POSITIVE_INFINITY);
  const seen: Seen[] = [];
  for (const text of texts) {
    const hits = await scanTextDeep(text.content);
    if (hits.length > 0) seen.push({ text, hits });
    if (pace.isDue()) await pace.rest();
  }
  return seen;
}

/** Leaves out what stood in the memory already, and memories that are gone: the write itself says so. */
async function withNewHits(ctx: Context, sql: Sql, storeId: StoreId, seen: Seen[]): Promise<Seen[]> {
  const ids = seen.flatMap(({ text }) => text.memoryId ?? []);
  const key = { workspaceId: ctx.workspaceId, storeId };
  const rows = ids.length === 0 ? [] : await findMemoriesByIds(sql, key, ids, true);
  const before = new Map(rows.map((row) => [row.id, row.content ?? ""]));
  return seen.flatMap(({ text, hits }) => {
    if (text.memoryId === null) return [{ text, hits }];
    const old = before.get(text.memoryId);
    if (old === undefined) return [];
    return [{ text, hits: hits.filter(({ start, end }) => !old.includes(text.content.slice(start, end))) }];
  });
}

function refusal({ name, operationIndex }: NewText, { kind, rule, line }: NumberedHit): AppError {
  const place = name === undefined ? `Line ${line}` : `${name}: line ${line}`;
  const fault =
    kind === "secret"
      ? `holds what looks like a secret (${rule}): remove it`
      : `holds hidden characters (${rule}): remove them`;
  const extra = operationIndex === undefined ? {} : { operation_index: operationIndex };
  return new AppError("invalid_request", `${place} ${fault}, or set REVERIE_WRITE_SAFETY to warn.`, { extra });
}

/** `secret:aws-access-key@3`: kind, rule and line; in a batch with the place of the operation, from 0. */
function warningOf({ operationIndex }: NewText, { kind, rule, line }: NumberedHit): string {
  return `${kind}:${rule}@${line}${operationIndex === undefined ? "" : `;operation=${operationIndex}`}`;
}

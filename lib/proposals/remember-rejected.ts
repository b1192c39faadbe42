import type { Context } from "@/lib/auth/context";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import type { DreamRow } from "@/lib/dreams/repository";
import { hunkDecision } from "./decide-hunks";
import { findingsByPath, findingsOfHunk } from "./findings-of";
import { loadFiles } from "./load-files";
import { upsertRejections } from "./rejection-repository";
import type { FindingRow } from "./repository";

/**
 * Remembers the findings of which a person turned every hunk down: later dreams of the store do not propose them again unless
 * new events speak for them. Called after the hunks were decided, in the same transaction.
 */
export async function rememberRejected(
  ctx: Context,
  tx: Tx,
  { dream, findings, reason }: { dream: DreamRow; findings: FindingRow[]; reason: string | null },
): Promise<void> {
  const files = await loadFiles(ctx, tx, dream.id);
  if (files.every(({ rejectedHunks }) => rejectedHunks.length === 0)) return;
  const byPath = findingsByPath(findings);
  const decisions = new Map<string, Set<string>>();
  for (const file of files) {
    for (const hunk of file.hunks) {
      const decision = hunkDecision(file, hunk.id, true);
      for (const id of findingsOfHunk(byPath, file, hunk)) {
        decisions.set(id, (decisions.get(id) ?? new Set()).add(decision));
      }
    }
  }
  const rejected = findings.filter(({ id }) => {
    const made = decisions.get(id);
    return made?.size === 1 && made.has("rejected");
  });
  await upsertRejections(
    tx,
    rejected.flatMap(({ id, fingerprint, kind, rationale, evidence }) =>
      fingerprint === null
        ? []
        : [
            {
              id: newId("reject"),
              workspaceId: ctx.workspaceId,
              storeId: dream.storeId,
              fingerprint,
              kind,
              rationale,
              eventIds: evidence.map(({ event_id }) => event_id),
              reason,
              dreamId: dream.id,
              findingId: id,
              actorType: ctx.actor.type,
              actorId: ctx.actor.id,
              createdAt: ctx.now(),
              revokedAt: null,
            },
          ],
    ),
  );
}

import type { Context } from "@/lib/auth/context";
import type { DreamId, MemoryId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { MemoryWrite } from "@/lib/memories/write-memories";

/** Writes by the context's actor. The dream is locked, so that positions are of one order. */
export async function insertWrites(
  ctx: Context,
  tx: Tx,
  dreamId: DreamId,
  writes: { operation: MemoryWrite["operation"]; memoryId: MemoryId }[],
): Promise<void> {
  await tx.query(
    `insert into dream_writes (dream_id, position, memory_id, operation, actor_type, actor_id, created_at)
     select $1, l.position + w.place, w.memory_id, w.operation, $4, $5, $6
     from unnest($2::text[], $3::text[]) with ordinality as w (memory_id, operation, place),
       (select coalesce(max(position), 0) as position from dream_writes where dream_id = $1) as l`,
    [
      dreamId,
      writes.map(({ memoryId }) => memoryId),
      writes.map(({ operation }) => operation),
      ctx.actor.type,
      ctx.actor.id,
      ctx.now(),
    ],
  );
}

/** Who wrote to a memory of a proposal, how often, and when last. */
export type WriterRow = {
  memoryId: MemoryId;
  actorType: string;
  actorId: string;
  writes: number;
  lastAt: Date;
};

/** By memory, who wrote last first. */
export async function listWriters(sql: Sql, dreamId: DreamId): Promise<WriterRow[]> {
  return sql.query<WriterRow>(
    `select memory_id as "memoryId", actor_type as "actorType", actor_id as "actorId", count(*)::int as writes,
       max(created_at) as "lastAt"
     from dream_writes where dream_id = $1 group by 1, 2, 3 order by 1, 5 desc, 3`,
    [dreamId],
  );
}

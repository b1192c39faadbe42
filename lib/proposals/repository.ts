import type { DreamId, FindingId, MemoryId, StoreId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { Finding, Proposal } from "@/lib/engines/types";
import type { CheckResource, FileDecision, FileOperation } from "./schema";

export type Check = CheckResource;

export type ProposedFileRow = {
  dreamId: DreamId;
  workspaceId: WorkspaceId;
  path: string;
  operation: FileOperation;
  fromPath: string | null;
  memoryId: MemoryId | null;
  baseSha256: string | null;
  proposedSha256: string | null;
  decision: FileDecision;
  /** The version that an adoption wrote last. */
  adoptedVersionId: VersionId | null;
  /** Ids of hunks; those in neither wait or were left out. */
  adoptedHunks: string[];
  rejectedHunks: string[];
  /** Hunks that are taken only when they are asked for. */
  offHunks: string[];
};

export type FindingRow = Finding & { id: FindingId };

/** A JSON list of lists, for `unnest`: Postgres has no arrays of arrays of different lengths. */
const lists = (rows: string[][]): string[] => rows.map((row) => JSON.stringify(row));
const LIST = (column: string) => `array(select json_array_elements_text(${column}))`;

export async function insertFindings(tx: Tx, dreamId: DreamId, rows: FindingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into dream_findings
       (id, dream_id, position, kind, state, reason, rationale, confidence, evidence, sources, anchors, suggestion, fingerprint)
     select f.id, $1, f.position, f.kind, f.state, f.reason, f.rationale, f.confidence, f.evidence, f.sources, f.anchors,
       f.suggestion, f.fingerprint
     from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::float8[], $9::json[],
         $10::json[], $11::json[], $12::json[], $13::text[])
       as f (id, position, kind, state, reason, rationale, confidence, evidence, sources, anchors, suggestion, fingerprint)`,
    [
      dreamId,
      rows.map((row) => row.id),
      rows.map((_, position) => position),
      rows.map((row) => row.kind),
      rows.map((row) => row.state),
      rows.map((row) => row.reason),
      rows.map((row) => row.rationale),
      rows.map((row) => row.confidence),
      rows.map((row) => JSON.stringify(row.evidence)),
      rows.map((row) => JSON.stringify(row.sources)),
      rows.map((row) => JSON.stringify(row.anchors)),
      rows.map((row) => JSON.stringify(row.suggestion)),
      rows.map((row) => row.fingerprint),
    ],
  );
}

export async function listFindingRows(sql: Sql, dreamId: DreamId): Promise<FindingRow[]> {
  return sql.query<FindingRow>(
    `select id, kind, state, reason, rationale, confidence, evidence, sources, anchors, suggestion, fingerprint
     from dream_findings
     where dream_id = $1 order by position`,
    [dreamId],
  );
}

/** What the engine says about its proposal as a whole. */
export type EngineReport = Pick<Proposal, "instructions" | "churn">;

export async function setEngineReport(tx: Tx, dreamId: DreamId, report: EngineReport): Promise<void> {
  await tx.query("update dreams set engine_report = $2 where id = $1", [dreamId, JSON.stringify(report)]);
}

/** Null before there is a proposal, and for one that was made before reports were kept. */
export async function findEngineReport(sql: Sql, dreamId: DreamId): Promise<EngineReport | null> {
  const rows = await sql.query<{ report: EngineReport | null }>(
    "select engine_report as report from dreams where id = $1",
    [dreamId],
  );
  return rows[0]?.report ?? null;
}

export async function insertProposedFiles(tx: Tx, rows: ProposedFileRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into dream_files (dream_id, workspace_id, path, operation, from_path, memory_id, base_sha256, proposed_sha256,
       off_hunks)
     select f.dream_id, f.workspace_id, f.path, f.operation, f.from_path, f.memory_id, f.base, f.proposed, ${LIST("f.off")}
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::json[])
       as f (dream_id, workspace_id, path, operation, from_path, memory_id, base, proposed, off)`,
    [
      rows.map((row) => row.dreamId),
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.path),
      rows.map((row) => row.operation),
      rows.map((row) => row.fromPath),
      rows.map((row) => row.memoryId),
      rows.map((row) => row.baseSha256),
      rows.map((row) => row.proposedSha256),
      lists(rows.map((row) => row.offHunks)),
    ],
  );
}

export async function listProposedFiles(sql: Sql, dreamId: DreamId): Promise<ProposedFileRow[]> {
  return sql.query<ProposedFileRow>(
    `select dream_id as "dreamId", workspace_id as "workspaceId", path, operation, from_path as "fromPath",
       memory_id as "memoryId", base_sha256 as "baseSha256", proposed_sha256 as "proposedSha256", decision,
       adopted_version_id as "adoptedVersionId", adopted_hunks as "adoptedHunks", rejected_hunks as "rejectedHunks",
       off_hunks as "offHunks"
     from dream_files where dream_id = $1 order by path`,
    [dreamId],
  );
}

export type FileDecisionRow = Pick<
  ProposedFileRow,
  "path" | "decision" | "adoptedVersionId" | "adoptedHunks" | "rejectedHunks"
>;

/** Writes what was decided about files and their hunks. */
export async function decideFiles(tx: Tx, dreamId: DreamId, rows: FileDecisionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `update dream_files f set decision = d.decision, adopted_version_id = d.version_id,
       adopted_hunks = ${LIST("d.adopted")}, rejected_hunks = ${LIST("d.rejected")}
     from unnest($2::text[], $3::text[], $4::text[], $5::json[], $6::json[])
       as d (path, decision, version_id, adopted, rejected)
     where f.dream_id = $1 and f.path = d.path`,
    [
      dreamId,
      rows.map((row) => row.path),
      rows.map((row) => row.decision),
      rows.map((row) => row.adoptedVersionId),
      lists(rows.map((row) => row.adoptedHunks)),
      lists(rows.map((row) => row.rejectedHunks)),
    ],
  );
}

export async function setOffHunks(
  tx: Tx,
  dreamId: DreamId,
  rows: Pick<ProposedFileRow, "path" | "offHunks">[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `update dream_files f set off_hunks = ${LIST("o.off")}
     from unnest($2::text[], $3::json[]) as o (path, off) where f.dream_id = $1 and f.path = o.path`,
    [dreamId, rows.map((row) => row.path), lists(rows.map((row) => row.offHunks))],
  );
}

export async function deleteProposedFiles(tx: Tx, dreamId: DreamId, memoryIds: MemoryId[]): Promise<void> {
  await tx.query("delete from dream_files where dream_id = $1 and memory_id = any ($2)", [dreamId, memoryIds]);
}

/** The checks on the proposal, as `checkProposal` gives them; null while there are none. */
export async function setChecks(tx: Tx, dreamId: DreamId, checks: Check[] | null): Promise<void> {
  await tx.query("update dreams set checks = $2 where id = $1", [dreamId, checks && JSON.stringify(checks)]);
}

export async function findChecks(sql: Sql, dreamId: DreamId): Promise<Check[]> {
  const rows = await sql.query<{ checks: Check[] | null }>("select checks from dreams where id = $1", [dreamId]);
  return rows[0]?.checks ?? [];
}

/** Paths of the dream's input store that are not as they were in its snapshot. */
export async function listChangedSince(
  sql: Sql,
  dream: { id: DreamId; storeId: StoreId; workspaceId: WorkspaceId },
): Promise<string[]> {
  const rows = await sql.query<{ path: string }>(
    `select coalesce(m.path, b.path) as path
     from (select path, memory_id, content_sha256 from dream_base_files where dream_id = $1) as b
     full join (select id, path, content_sha256 from memories where workspace_id = $2 and store_id = $3) as m
       on m.id = b.memory_id
     where m.id is null or b.memory_id is null or m.path <> b.path or m.content_sha256 <> b.content_sha256
     order by 1`,
    [dream.id, dream.workspaceId, dream.storeId],
  );
  return rows.map(({ path }) => path);
}

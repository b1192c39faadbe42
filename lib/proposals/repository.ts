import type { DreamId, FindingId, MemoryId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { Finding, Proposal } from "@/lib/engines/types";
import type { FileDecision, FileOperation } from "./schema";

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
  adoptedVersionId: VersionId | null;
};

export type FindingRow = Finding & { id: FindingId };

export async function insertFindings(tx: Tx, dreamId: DreamId, rows: FindingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into dream_findings
       (id, dream_id, position, kind, state, reason, rationale, confidence, evidence, sources, anchors, suggestion)
     select f.id, $1, f.position, f.kind, f.state, f.reason, f.rationale, f.confidence, f.evidence, f.sources, f.anchors,
       f.suggestion
     from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::float8[], $9::json[],
         $10::json[], $11::json[], $12::json[])
       as f (id, position, kind, state, reason, rationale, confidence, evidence, sources, anchors, suggestion)`,
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
    ],
  );
}

export async function listFindingRows(sql: Sql, dreamId: DreamId): Promise<FindingRow[]> {
  return sql.query<FindingRow>(
    `select id, kind, state, reason, rationale, confidence, evidence, sources, anchors, suggestion from dream_findings
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
    `insert into dream_files (dream_id, workspace_id, path, operation, from_path, memory_id, base_sha256, proposed_sha256)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])`,
    [
      rows.map((row) => row.dreamId),
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.path),
      rows.map((row) => row.operation),
      rows.map((row) => row.fromPath),
      rows.map((row) => row.memoryId),
      rows.map((row) => row.baseSha256),
      rows.map((row) => row.proposedSha256),
    ],
  );
}

export async function listProposedFiles(sql: Sql, dreamId: DreamId): Promise<ProposedFileRow[]> {
  return sql.query<ProposedFileRow>(
    `select dream_id as "dreamId", workspace_id as "workspaceId", path, operation, from_path as "fromPath",
       memory_id as "memoryId", base_sha256 as "baseSha256", proposed_sha256 as "proposedSha256", decision,
       adopted_version_id as "adoptedVersionId"
     from dream_files where dream_id = $1 order by path`,
    [dreamId],
  );
}

export type FileDecisionRow = { path: string; decision: FileDecision; versionId: VersionId | null };

export async function decideFiles(tx: Tx, dreamId: DreamId, rows: FileDecisionRow[]): Promise<void> {
  await tx.query(
    `update dream_files f set decision = d.decision, adopted_version_id = d.version_id
     from unnest($2::text[], $3::text[], $4::text[]) as d (path, decision, version_id)
     where f.dream_id = $1 and f.path = d.path`,
    [dreamId, rows.map((row) => row.path), rows.map((row) => row.decision), rows.map((row) => row.versionId)],
  );
}

import type { AgentId, WorkspaceId } from "@/lib/core/ids";
import type { Metadata } from "@/lib/core/metadata";
import type { Sql, Tx } from "@/lib/db/database";
import type { AgentMcpServers, AgentModel, AgentSkills, AgentTools } from "./schema";

/** What an update may change, and a version keeps. */
export type AgentConfig = {
  name: string;
  description: string | null;
  system: string | null;
  model: AgentModel;
  tools: AgentTools;
  mcpServers: AgentMcpServers;
  skills: AgentSkills;
  multiagent: Record<string, unknown> | null;
  executionIdentity: { type: string };
  metadata: Metadata;
};

export type AgentRow = AgentConfig & {
  id: AgentId;
  workspaceId: WorkspaceId;
  /** Counts from 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
};

type Key = { workspaceId: WorkspaceId; id: AgentId };

const CONFIG = `name, description, system, model, tools, mcp_servers as "mcpServers", skills, multiagent,
  execution_identity as "executionIdentity", metadata`;
const COLUMNS = `id, workspace_id as "workspaceId", version, ${CONFIG}, created_at as "createdAt",
  updated_at as "updatedAt", archived_at as "archivedAt"`;

export async function findAgent(sql: Sql, key: Key): Promise<AgentRow | null> {
  const rows = await sql.query<AgentRow>(`select ${COLUMNS} from agents where workspace_id = $1 and id = $2`, [
    key.workspaceId,
    key.id,
  ]);
  return rows[0] ?? null;
}

export async function lockAgentRow(tx: Tx, key: Key): Promise<AgentRow | null> {
  const rows = await tx.query<AgentRow>(
    `select ${COLUMNS} from agents where workspace_id = $1 and id = $2 for no key update`,
    [key.workspaceId, key.id],
  );
  return rows[0] ?? null;
}

/** The newest agent of that name which imports made, not archived. */
export async function findImportedAgent(sql: Sql, key: { workspaceId: WorkspaceId; name: string }, origin: Metadata) {
  const rows = await sql.query<AgentRow>(
    `select ${COLUMNS} from agents
     where workspace_id = $1 and name = $2 and metadata @> $3 and archived_at is null
     order by created_at desc, id desc limit 1`,
    [key.workspaceId, key.name, JSON.stringify(origin)],
  );
  return rows[0] ?? null;
}

/** The agent and its version, which are one row each. */
export async function insertAgent(tx: Tx, row: AgentRow): Promise<void> {
  await tx.query(
    `insert into agents (id, workspace_id, version, name, description, system, model, tools, mcp_servers, skills,
       multiagent, execution_identity, metadata, created_at, updated_at, archived_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [row.id, row.workspaceId, row.version, ...configValues(row), row.createdAt, row.updatedAt, row.archivedAt],
  );
}

export async function updateAgentRow(tx: Tx, row: AgentRow): Promise<void> {
  await tx.query(
    `update agents set version = $3, name = $4, description = $5, system = $6, model = $7, tools = $8, mcp_servers = $9,
       skills = $10, multiagent = $11, execution_identity = $12, metadata = $13, updated_at = $14, archived_at = $15
     where workspace_id = $2 and id = $1`,
    [row.id, row.workspaceId, row.version, ...configValues(row), row.updatedAt, row.archivedAt],
  );
}

function configValues(row: AgentConfig): (string | null)[] {
  return [
    row.name,
    row.description,
    row.system,
    JSON.stringify(row.model),
    JSON.stringify(row.tools),
    JSON.stringify(row.mcpServers),
    JSON.stringify(row.skills),
    row.multiagent === null ? null : JSON.stringify(row.multiagent),
    JSON.stringify(row.executionIdentity),
    JSON.stringify(row.metadata),
  ];
}

/** @param snapshot the wire object of this version */
export async function insertAgentVersion(tx: Tx, row: AgentRow, snapshot: object): Promise<void> {
  await tx.query("insert into agent_versions (agent_id, version, snapshot, created_at) values ($1, $2, $3, $4)", [
    row.id,
    row.version,
    JSON.stringify(snapshot),
    row.updatedAt,
  ]);
}

export type AgentVersionRow = { version: number; snapshot: unknown };

/** Newest first, versions below `before`. */
export async function listAgentVersionRows(
  sql: Sql,
  input: { agentId: AgentId; before: number | null; limit: number },
): Promise<AgentVersionRow[]> {
  return sql.query<AgentVersionRow>(
    `select version, snapshot from agent_versions
     where agent_id = $1 and ($2::int is null or version < $2) order by version desc limit $3`,
    [input.agentId, input.before, input.limit],
  );
}

export type AgentsFilter = {
  createdFrom: Date | null;
  createdTo: Date | null;
  includeArchived: boolean;
  after: { createdAt: Date; id: string } | null;
  limit: number;
};

/** Newest first. */
export async function listAgentRows(sql: Sql, workspaceId: WorkspaceId, filter: AgentsFilter): Promise<AgentRow[]> {
  return sql.query<AgentRow>(
    `select ${COLUMNS} from agents
     where workspace_id = $1
       and ($2::timestamptz is null or created_at >= $2) and ($3::timestamptz is null or created_at <= $3)
       and ($4 or archived_at is null)
       and ($5::timestamptz is null or (created_at, id) < ($5, $6::text))
     order by created_at desc, id desc limit $7`,
    [
      workspaceId,
      filter.createdFrom,
      filter.createdTo,
      filter.includeArchived,
      filter.after?.createdAt ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  );
}

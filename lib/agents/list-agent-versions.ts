import type { Context } from "@/lib/auth/context";
import type { AgentId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor, type Page, toPage } from "@/lib/core/pagination";
import { atVersion, getAgent } from "./get-agent";
import { type AgentRow, listAgentVersionRows } from "./repository";

/** Every version of an agent, newest first. @throws AppError `not_found`, `invalid_request` for a foreign cursor */
export async function listAgentVersions(
  ctx: Context,
  input: { agentId: AgentId; limit?: number; page?: string | undefined },
): Promise<Page<AgentRow>> {
  const agent = await getAgent(ctx, { agentId: input.agentId });
  const scope = `agent_versions:${agent.id}`;
  const limit = input.limit ?? 20;
  const after = decodeCursor(scope, input.page);
  const before = after === null ? null : Number(after[0]);
  const rows = await listAgentVersionRows(ctx.db, { agentId: agent.id, before, limit: limit + 1 });
  const page = toPage(rows, limit, (row) => encodeCursor(scope, [row.version]));
  return { data: page.data.map(({ snapshot }) => atVersion(agent, snapshot)), nextPage: page.nextPage };
}

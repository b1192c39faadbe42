import { parseTime } from "@/lib/core/time";
import { defineRoute } from "@/lib/http/define-route";
import { createSession } from "@/lib/sessions/create-session";
import { listSessions } from "@/lib/sessions/list-sessions";
import { presentSession } from "@/lib/sessions/present";
import { CreateSessionBody, ListSessionsQuery, SessionPage, SessionResource } from "@/lib/sessions/schema";

export const POST = defineRoute(
  {
    operationId: "createSession",
    summary: "Create a session, with memory stores attached",
    scope: "sessions:write",
    body: CreateSessionBody,
    response: SessionResource,
  },
  async ({ ctx, body: { environment_id, vault_ids, initial_events, ...body } }) =>
    presentSession(
      await createSession(ctx, {
        ...body,
        environmentId: environment_id,
        vaultIds: vault_ids,
        initialEvents: initial_events,
      }),
    ),
);

export const GET = defineRoute(
  {
    operationId: "listSessions",
    summary: "List sessions, by creation; pages go both ways",
    scope: "sessions:read",
    query: ListSessionsQuery,
    response: SessionPage,
  },
  async ({ ctx, query }) => {
    const page = await listSessions(ctx, {
      agentId: query.agent_id,
      agentVersion: query.agent_version,
      deploymentId: query.deployment_id,
      storeId: query.memory_store_id,
      statuses: query.statuses,
      created: {
        gt: parseTime(query["created_at[gt]"] ?? ""),
        gte: parseTime(query["created_at[gte]"] ?? ""),
        lt: parseTime(query["created_at[lt]"] ?? ""),
        lte: parseTime(query["created_at[lte]"] ?? ""),
      },
      includeArchived: query.include_archived === "true",
      order: query.order,
      limit: query.limit,
      page: query.page,
    });
    return { data: page.data.map(presentSession), next_page: page.nextPage, prev_page: page.prevPage };
  },
);

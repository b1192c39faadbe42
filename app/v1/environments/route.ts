import { pageOf } from "@/lib/core/pagination";
import { createEnvironment } from "@/lib/environments/create-environment";
import { listEnvironments } from "@/lib/environments/list-environments";
import { presentEnvironment } from "@/lib/environments/present";
import { CreateEnvironmentBody, EnvironmentResource, ListEnvironmentsQuery } from "@/lib/environments/schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute(
  {
    operationId: "createEnvironment",
    summary: "Create an environment",
    scope: "sessions:write",
    body: CreateEnvironmentBody,
    response: EnvironmentResource,
  },
  async ({ ctx, body }) => presentEnvironment(await createEnvironment(ctx, body)),
);

export const GET = defineRoute(
  {
    operationId: "listEnvironments",
    summary: "List environments, newest first",
    scope: "sessions:read",
    query: ListEnvironmentsQuery,
    response: pageOf(EnvironmentResource),
  },
  async ({ ctx, query }) => {
    const page = await listEnvironments(ctx, {
      includeArchived: query.include_archived === "true",
      limit: query.limit,
      page: query.page,
    });
    return { data: page.data.map(presentEnvironment), next_page: page.nextPage };
  },
);

import { archiveEnvironment } from "@/lib/environments/archive-environment";
import { presentEnvironment } from "@/lib/environments/present";
import { EnvironmentParams, EnvironmentResource } from "@/lib/environments/schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute(
  {
    operationId: "archiveEnvironment",
    summary: "Archive an environment for good",
    scope: "sessions:write",
    params: EnvironmentParams,
    response: EnvironmentResource,
  },
  async ({ ctx, params }) => presentEnvironment(await archiveEnvironment(ctx, params.environment_id)),
);

import { deleteEnvironment } from "@/lib/environments/delete-environment";
import { getEnvironment } from "@/lib/environments/get-environment";
import { presentEnvironment } from "@/lib/environments/present";
import {
  DeletedEnvironmentResource,
  EnvironmentParams,
  EnvironmentResource,
  UpdateEnvironmentBody,
} from "@/lib/environments/schema";
import { updateEnvironment } from "@/lib/environments/update-environment";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  {
    operationId: "getEnvironment",
    summary: "Retrieve an environment",
    scope: "sessions:read",
    params: EnvironmentParams,
    response: EnvironmentResource,
  },
  async ({ ctx, params }) => presentEnvironment(await getEnvironment(ctx, params.environment_id)),
);

export const POST = defineRoute(
  {
    operationId: "updateEnvironment",
    summary: "Update an environment",
    scope: "sessions:write",
    params: EnvironmentParams,
    body: UpdateEnvironmentBody,
    response: EnvironmentResource,
  },
  async ({ ctx, params, body }) =>
    presentEnvironment(await updateEnvironment(ctx, { environmentId: params.environment_id, ...body })),
);

export const DELETE = defineRoute(
  {
    operationId: "deleteEnvironment",
    summary: "Delete an environment; sessions that ran in it stay",
    scope: "sessions:write",
    params: EnvironmentParams,
    response: DeletedEnvironmentResource,
  },
  async ({ ctx, params }) => {
    await deleteEnvironment(ctx, params.environment_id);
    return { id: params.environment_id, type: "environment_deleted" as const };
  },
);

import { defineRoute } from "@/lib/http/define-route";
import { getVersion } from "@/lib/versions/get-version";
import { presentVersion } from "@/lib/versions/present";
import { GetVersionQuery, VersionParams, VersionResource } from "@/lib/versions/schema";

export const GET = defineRoute(
  {
    operationId: "getMemoryVersion",
    summary: "Retrieve a memory version",
    scope: "memories:read",
    params: VersionParams,
    query: GetVersionQuery,
    response: VersionResource,
  },
  async ({ ctx, params, query }) => {
    const version = presentVersion(await getVersion(ctx, { storeId: params.store_id, versionId: params.version_id }));
    return query.view === "full" ? version : { ...version, content: null };
  },
);

import { defineRoute } from "@/lib/http/define-route";
import { presentVersion } from "@/lib/versions/present";
import { redactVersion } from "@/lib/versions/redact-version";
import { VersionParams, VersionResource } from "@/lib/versions/schema";

export const POST = defineRoute(
  {
    operationId: "redactMemoryVersion",
    summary: "Redact a memory version",
    description:
      "Clears path, content, hash and size of this one version, for good; again: unchanged. The current version of a " +
      "live memory is refused: write a new version or delete the memory first. The same text may still stand in other " +
      "versions, in output stores of dreams and in transcripts: `POST /v1/redactions` follows it there.",
    scope: "memories:write",
    params: VersionParams,
    response: VersionResource,
  },
  async ({ ctx, params }) =>
    presentVersion(await redactVersion(ctx, { storeId: params.store_id, versionId: params.version_id })),
);

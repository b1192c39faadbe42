import { defineRoute } from "@/lib/http/define-route";
import { getRedaction } from "@/lib/redactions/get-redaction";
import { presentRedaction } from "@/lib/redactions/present";
import { RedactionParams, RedactionResource } from "@/lib/redactions/schema";

export const GET = defineRoute(
  {
    operationId: "getRedaction",
    summary: "Retrieve a redaction's status and counts",
    scope: "memories:read",
    params: RedactionParams,
    response: RedactionResource,
  },
  async ({ ctx, params }) => presentRedaction(await getRedaction(ctx, params.redaction_id)),
);

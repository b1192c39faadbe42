import { pageOf } from "@/lib/core/pagination";
import { defineRoute } from "@/lib/http/define-route";
import { listRedactionItems } from "@/lib/redactions/list-redaction-items";
import { presentRedactionItem } from "@/lib/redactions/present";
import { ListRedactionItemsQuery, RedactionItemResource, RedactionParams } from "@/lib/redactions/schema";

export const GET = defineRoute(
  {
    operationId: "listRedactionItems",
    summary: "List a redaction's receipt, in the order of the work",
    description: "What was changed, where and when, with hashes. Holds neither the text nor a path.",
    scope: "memories:read",
    params: RedactionParams,
    query: ListRedactionItemsQuery,
    response: pageOf(RedactionItemResource),
  },
  async ({ ctx, params, query }) => {
    const page = await listRedactionItems(ctx, { redactionId: params.redaction_id, ...query });
    return { data: page.data.map(presentRedactionItem), next_page: page.nextPage };
  },
);

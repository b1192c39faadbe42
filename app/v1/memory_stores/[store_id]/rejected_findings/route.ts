import { pageOf } from "@/lib/core/pagination";
import { defineRoute } from "@/lib/http/define-route";
import { pageRejections } from "@/lib/proposals/page-rejections";
import { presentRejection } from "@/lib/proposals/present-rejection";
import { ListRejectionsQuery, RejectionResource } from "@/lib/proposals/rejection-schema";
import { StoreParams } from "@/lib/stores/schema";

export const GET = defineRoute(
  {
    operationId: "listRejectedFindings",
    summary: "List the rejected findings of a memory store that stand, newest first",
    scope: "dreams:read",
    params: StoreParams,
    query: ListRejectionsQuery,
    response: pageOf(RejectionResource),
  },
  async ({ ctx, params, query }) => {
    const page = await pageRejections(ctx, { storeId: params.store_id, ...query });
    return { data: page.data.map(presentRejection), next_page: page.nextPage };
  },
);

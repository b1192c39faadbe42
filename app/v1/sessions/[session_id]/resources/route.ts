import { pageOf } from "@/lib/core/pagination";
import { defineRoute } from "@/lib/http/define-route";
import { getSession } from "@/lib/sessions/get-session";
import { presentResource } from "@/lib/sessions/present";
import { MemoryStoreResource, SessionParams } from "@/lib/sessions/schema";

export const GET = defineRoute(
  {
    operationId: "listSessionResources",
    summary: "List the memory stores attached to a session, all of them, in the order of attachment",
    scope: "sessions:read",
    params: SessionParams,
    response: pageOf(MemoryStoreResource),
  },
  async ({ ctx, params }) => ({
    data: (await getSession(ctx, params.session_id)).resources.map(presentResource),
    next_page: null,
  }),
);

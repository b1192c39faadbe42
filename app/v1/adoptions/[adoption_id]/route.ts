import { defineRoute } from "@/lib/http/define-route";
import { getAdoption } from "@/lib/proposals/get-adoption";
import { presentAdoption } from "@/lib/proposals/present-adoption";
import { AdoptionParams, AdoptionResource } from "@/lib/proposals/schema";

export const GET = defineRoute(
  {
    operationId: "getAdoption",
    summary: "What an adoption wrote, and the findings behind it",
    scope: "dreams:read",
    params: AdoptionParams,
    response: AdoptionResource,
  },
  async ({ ctx, params }) => presentAdoption(await getAdoption(ctx, params.adoption_id)),
);

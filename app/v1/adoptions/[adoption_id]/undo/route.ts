import { defineRoute } from "@/lib/http/define-route";
import { presentAdoption } from "@/lib/proposals/present-adoption";
import { AdoptionParams, AdoptionResource, UndoAdoptionBody } from "@/lib/proposals/schema";
import { undoAdoption } from "@/lib/proposals/undo-adoption";

export const POST = defineRoute(
  {
    operationId: "undoAdoption",
    summary: "Take an adoption back",
    description:
      "Brings its files back to what they were, in one transaction and merged with what was written since; the review waits again. A conflict answers 409 with `error.conflicts`, to be ended in `resolutions`.",
    scope: "dreams:write",
    params: AdoptionParams,
    body: UndoAdoptionBody,
    response: AdoptionResource,
  },
  async ({ ctx, params, body }) =>
    presentAdoption(await undoAdoption(ctx, { adoptionId: params.adoption_id, resolutions: body.resolutions })),
);

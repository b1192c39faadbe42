import { pageOf } from "@/lib/core/pagination";
import { defineRoute } from "@/lib/http/define-route";
import { createRedaction } from "@/lib/redactions/create-redaction";
import { listRedactions } from "@/lib/redactions/list-redactions";
import { presentRedaction } from "@/lib/redactions/present";
import {
  CreateRedactionBody,
  CreateRedactionResponse,
  ListRedactionsQuery,
  RedactionResource,
} from "@/lib/redactions/schema";

export const POST = defineRoute(
  {
    operationId: "createRedaction",
    summary: "Remove a text wherever the workspace holds it",
    description:
      "Finds every version, live memory, dream (snapshot, proposal, findings, reports, output store), transcript, and " +
      "name or description of the workspace that holds the text; with `dry_run` lists them, else removes it in one job: " +
      "old versions are redacted, elsewhere the text is replaced. Searches again until nothing is found. What encodes " +
      "the text in another way (base64, a piece of it, another spelling) is not found; accounts and API keys are not searched. " +
      "Needs the scopes memories:write, sessions:write, dreams:write and stores:write.",
    scope: "memories:write",
    body: CreateRedactionBody,
    response: CreateRedactionResponse,
  },
  async ({ ctx, body }) => {
    const created = await createRedaction(ctx, {
      find: body.find,
      replacement: body.replacement,
      rewriteHeads: body.rewrite_heads ?? false,
      dryRun: body.dry_run ?? false,
    });
    return created.outcome === "preview"
      ? { type: "redaction_preview" as const, ...created.preview }
      : presentRedaction(created.redaction);
  },
);

export const GET = defineRoute(
  {
    operationId: "listRedactions",
    summary: "List redactions, newest first",
    scope: "memories:read",
    query: ListRedactionsQuery,
    response: pageOf(RedactionResource),
  },
  async ({ ctx, query }) => {
    const page = await listRedactions(ctx, query);
    return { data: page.data.map(presentRedaction), next_page: page.nextPage };
  },
);

import { pageOf } from "@/lib/core/pagination";
import { parseTime } from "@/lib/core/time";
import { createDream } from "@/lib/dreams/create-dream";
import { listDreams } from "@/lib/dreams/list-dreams";
import { presentDream } from "@/lib/dreams/present";
import { readInputs } from "@/lib/dreams/rules";
import { CreateDreamBody, DreamResource, ListDreamsQuery } from "@/lib/dreams/schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute(
  {
    operationId: "createDream",
    summary: "Start a dream",
    scope: "dreams:write",
    body: CreateDreamBody,
    response: DreamResource,
  },
  async ({ ctx, body }) => presentDream(await createDream(ctx, readInputs(body))),
);

export const GET = defineRoute(
  {
    operationId: "listDreams",
    summary: "List dreams, newest first",
    scope: "dreams:read",
    query: ListDreamsQuery,
    response: pageOf(DreamResource),
  },
  async ({ ctx, query }) => {
    const page = await listDreams(ctx, {
      statuses: query.statuses,
      createdAfter: parseTime(query["created_at[gt]"] ?? ""),
      createdBefore: parseTime(query["created_at[lt]"] ?? ""),
      includeArchived: query.include_archived === "true",
      limit: query.limit,
      page: query.page,
    });
    return { data: page.data.map(presentDream), next_page: page.nextPage };
  },
);

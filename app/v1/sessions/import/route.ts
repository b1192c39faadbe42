import { parseTime } from "@/lib/core/time";
import { defineRoute } from "@/lib/http/define-route";
import { importSession } from "@/lib/sessions/import-session";
import { presentImportedSession } from "@/lib/sessions/present";
import { ImportedSessionResource, ImportSessionBody } from "@/lib/sessions/schema";

export const POST = defineRoute(
  {
    operationId: "importSession",
    summary: "Import a transcript as a finished session; the same transcript twice is one session",
    scope: "sessions:write",
    body: ImportSessionBody,
    nul: "allow",
    response: ImportedSessionResource,
  },
  async ({ ctx, body: { created_at, ...body } }) =>
    presentImportedSession(await importSession(ctx, { ...body, createdAt: parseTime(created_at ?? "") })),
);

import { z } from "zod";
import { findConsoleSession } from "@/lib/auth/console-context";
import { AppError } from "@/lib/core/errors";
import { type DreamId, newId } from "@/lib/core/ids";
import { errorResponse, zodMessage } from "@/lib/http/envelope";
import { getDreamDiff } from "@/lib/proposals/get-dream-diff";
import { presentDreamDiff } from "@/lib/proposals/present";

export const dynamic = "force-dynamic";

/** More than one screen shows; a page that wants more asks again. */
const PATHS_MAX = 50;
const Body = z.object({
  paths: z.array(z.string()).min(1).max(PATHS_MAX, `paths must name at most ${PATHS_MAX} files`),
});

/** The texts of some files of a proposal, for the console's review: it fetches them as they come into sight. */
export async function POST(request: Request, { params }: { params: Promise<{ dream_id: string }> }): Promise<Response> {
  const session = await findConsoleSession();
  if (session === null) {
    return errorResponse(new AppError("authentication", "Sign in to review a dream."), newId("req"));
  }
  try {
    const body = Body.safeParse(await request.json().catch(() => null));
    if (!body.success) throw new AppError("invalid_request", zodMessage(body.error));
    const dreamId = (await params).dream_id as DreamId;
    const diff = await getDreamDiff(session.ctx, { dreamId, includeDecided: true, paths: body.data.paths });
    return Response.json({ files: presentDreamDiff(diff).files });
  } catch (error) {
    return errorResponse(error, session.ctx.requestId);
  }
}

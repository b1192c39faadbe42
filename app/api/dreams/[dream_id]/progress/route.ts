import { findConsoleSession } from "@/lib/auth/console-context";
import { AppError } from "@/lib/core/errors";
import type { DreamId } from "@/lib/core/ids";
import { newId } from "@/lib/core/ids";
import { followDream } from "@/lib/dreams/follow-dream";
import { presentProgress } from "@/lib/dreams/present";
import { errorResponse } from "@/lib/http/envelope";
import { eventStream } from "@/lib/http/event-stream";

export const dynamic = "force-dynamic";

/** The console's live view of a dream: one `progress` frame now and one at each change, until the dream has ended. */
export async function GET(request: Request, { params }: { params: Promise<{ dream_id: string }> }): Promise<Response> {
  const session = await findConsoleSession();
  if (session === null) return errorResponse(new AppError("authentication", "Sign in to watch a dream."), newId("req"));
  const dreamId = (await params).dream_id as DreamId;
  try {
    return await eventStream(request.signal, (send, end) =>
      followDream(session.ctx, dreamId, (progress) => {
        send("progress", presentProgress(progress));
        if (progress.dream.endedAt !== null) end();
      }),
    );
  } catch (error) {
    return errorResponse(error, session.ctx.requestId);
  }
}

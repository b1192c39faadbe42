"use server";

import { z } from "zod";
import { toWireEvents } from "@/app/(console)/_present/session-item";
import { SessionId, ThreadId } from "@/lib/core/ids";
import { defineAction } from "@/lib/http/define-action";
import { listEvents } from "@/lib/sessions/list-events";

const EVENTS_PER_PAGE = 200;

export const readThreadAction = defineAction(
  z.object({ session_id: SessionId, thread_id: ThreadId, page: z.string().optional() }),
  async (ctx, input) => {
    const { session_id, thread_id, page } = input;
    const list = await listEvents(ctx, { sessionId: session_id, threadId: thread_id, limit: EVENTS_PER_PAGE, page });
    return { events: toWireEvents(list.data), next_page: list.nextPage };
  },
);

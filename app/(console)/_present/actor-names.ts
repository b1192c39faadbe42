import { cache } from "react";
import type { ActorNames } from "@/components/actors/actor";
import { sessionTitle } from "@/components/sessions/session-item";
import type { Context } from "@/lib/auth/context";
import { listActorNames } from "@/lib/auth/list-actor-names";
import type { ActorResource } from "@/lib/core/actor";
import type { SessionId } from "@/lib/core/ids";
import { findSessions } from "@/lib/sessions/find-sessions";

/** Names of the people and keys of the workspace, for chips. Once per request. */
export const loadActorNames = cache(async (ctx: Context): Promise<ActorNames> => {
  const names = await listActorNames(ctx);
  return Object.fromEntries([...names].map(([id, name]) => [id, { name }]));
});

/** The same with the titles of the sessions among `actors`; a dream's own session leads to its dream. */
export async function namesWithSessions(ctx: Context, actors: (ActorResource | null)[]): Promise<ActorNames> {
  const ids = new Set(actors.flatMap((actor) => (actor?.type === "session_actor" ? [actor.session_id] : [])));
  const [names, sessions] = await Promise.all([
    loadActorNames(ctx),
    ids.size > 0 ? findSessions(ctx, [...ids] as SessionId[]) : [],
  ]);
  const titles = sessions.map((session) => [
    session.id,
    {
      name: sessionTitle(session),
      dream_id: session.origin === "dream" ? session.metadata.dream_id : undefined,
    },
  ]);
  return { ...names, ...Object.fromEntries(titles) };
}

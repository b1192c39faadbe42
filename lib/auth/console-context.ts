import { redirect } from "next/navigation";
import { getServerSession } from "next-auth/next";
import { cache } from "react";
import { newId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";
import { authOptions } from "./console-session";
import type { Context } from "./context";
import { operatorLimits } from "./operator-limits";
import { findUserByEmail, type UserRow } from "./repository";
import { SCOPES } from "./scopes";

export type ConsoleUser = Pick<UserRow, "id" | "email" | "name">;

/** The signed-in person with a context to act in, or null. Once per request. */
export const findConsoleSession = cache(async (): Promise<{ ctx: Context; user: ConsoleUser } | null> => {
  const session = await getServerSession(authOptions);
  const email = session?.user?.email;
  const db = database();
  const user = email ? await findUserByEmail(db, email) : null;
  if (user === null) return null;
  const ctx: Context = {
    workspaceId: user.workspaceId,
    actor: { type: "user_actor", id: user.id },
    scopes: new Set(SCOPES),
    db,
    now: () => new Date(),
    requestId: newId("req"),
    limits: operatorLimits(),
  };
  return { ctx, user: { id: user.id, email: user.email, name: user.name } };
});

/** The context of a console page or action; who is not signed in is sent to the sign-in page. */
export async function consoleContext(): Promise<Context> {
  const session = await findConsoleSession();
  if (session === null) redirect("/sign-in");
  return session.ctx;
}

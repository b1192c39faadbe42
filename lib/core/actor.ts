import { z } from "zod";

/** Who did it, as it is written on the wire (contract 4.2). */
export const ActorResource = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("api_actor"), api_key_id: z.string().describe("The key that was used.") }),
    z.strictObject({ type: z.literal("user_actor"), user_id: z.string().describe("A person, in the console.") }),
    z.strictObject({
      type: z.literal("service_account_actor"),
      service_account_id: z.string().describe("A workload."),
    }),
    z.strictObject({
      type: z.literal("session_actor"),
      session_id: z.string().describe("An agent in a session, or a dream."),
    }),
  ])
  .meta({ id: "Actor", description: "Who did it." });
export type ActorResource = z.infer<typeof ActorResource>;

export type ActorType = ActorResource["type"];
export type Actor = { type: ActorType; id: string };

export function presentActor(type: string | null, id: string | null): ActorResource | null {
  if (type === null || id === null) return null;
  switch (type) {
    case "api_actor":
      return { type, api_key_id: id };
    case "user_actor":
      return { type, user_id: id };
    case "service_account_actor":
      return { type, service_account_id: id };
    case "session_actor":
      return { type, session_id: id };
    default:
      throw new Error(`unknown actor type ${type}`);
  }
}

/** `presentActor` of a column that is never null. */
export function requireActor(type: string, id: string): ActorResource {
  const actor = presentActor(type, id);
  if (actor === null) throw new Error("an actor has a type and an id");
  return actor;
}

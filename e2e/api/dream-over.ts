import type Anthropic from "@anthropic-ai/sdk";

/** Starts a dream over a store and an empty session. @returns it with what was made for it */
export async function dreamOver({ beta }: Anthropic, storeId: string) {
  const agent = await beta.agents.create({ name: "a", model: "any" });
  const environment = await beta.environments.create({ name: "e" });
  const session = await beta.sessions.create({ agent: agent.id, environment_id: environment.id });
  const dream = await beta.dreams.create({
    model: "reverie-local",
    inputs: [
      { type: "memory_store", memory_store_id: storeId },
      { type: "sessions", session_ids: [session.id] },
    ],
  });
  return { agent, environment, session, dream };
}

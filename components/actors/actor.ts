import type { ActorResource } from "@/lib/core/actor";

/** Names of actors by their id, where they are known; a dream's session carries the dream's id. */
export type ActorNames = Record<string, { name: string; dream_id?: string | undefined }>;

export function actorId(actor: ActorResource): string {
  switch (actor.type) {
    case "api_actor":
      return actor.api_key_id;
    case "user_actor":
      return actor.user_id;
    case "service_account_actor":
      return actor.service_account_id;
    case "session_actor":
      return actor.session_id;
  }
}

/** A name when it is known, else the kind and the end of the id, which is the part that differs. */
export function actorLabel(actor: ActorResource, names: ActorNames = {}): string {
  const id = actorId(actor);
  return names[id]?.name ?? `${id.slice(0, id.indexOf("_") + 1)}…${id.slice(-4)}`;
}

/** One of 24 hues in degrees, the same for the same id everywhere (FNV-1a, mixed by the finish of MurmurHash3). */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) % 24) * 15;
}

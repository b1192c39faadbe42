import { WEBHOOK_EVENT_TYPES, type WebhookEventType, type WebhookSubscription } from "@/lib/webhooks/schema";

export type EventGroup = { prefix: WebhookSubscription; label: string; types: WebhookEventType[] };

const beginningWith = (prefix: WebhookSubscription) =>
  WEBHOOK_EVENT_TYPES.filter((type) => type === prefix || type.startsWith(prefix.slice(0, -1)));

const group = (prefix: WebhookSubscription, label: string): EventGroup => ({
  prefix,
  label,
  types: beginningWith(prefix),
});

/** Every type that can be chosen, by what it is about. */
export const EVENT_GROUPS: EventGroup[] = [
  group("reverie.proposal.*", "Proposals"),
  group("reverie.dream.*", "Dreams"),
  { prefix: "reverie.memory.changed", label: "Memories", types: ["reverie.memory.changed"] },
  group("memory_store.*", "Stores"),
  group("session.*", "Sessions"),
];

const ALL = EVENT_GROUPS.flatMap(({ types }) => types);

/** The types that subscriptions ask for. */
export function chosenTypes(subscriptions: readonly string[]): Set<WebhookEventType> {
  const asksFor = (type: WebhookEventType) =>
    subscriptions.some((word) => word === type || (word.endsWith("*") && type.startsWith(word.slice(0, -1))));
  return new Set(ALL.filter(asksFor));
}

/** The shortest subscriptions for a choice: a group that is chosen whole is asked for by its prefix, all by `*`. */
export function toSubscriptions(chosen: ReadonlySet<WebhookEventType>): WebhookSubscription[] {
  if (ALL.every((type) => chosen.has(type))) return ["*"];
  return EVENT_GROUPS.flatMap(({ prefix, types }): WebhookSubscription[] => {
    const own = types.filter((type) => chosen.has(type));
    return own.length === types.length ? [prefix] : (own as WebhookSubscription[]);
  });
}

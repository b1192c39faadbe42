/** What of the effect is shown: the last so many days, of one agent or all, as charts or as a table. */
export type EffectAddress = { days: number; agent: string | null; isTable: boolean };

export const DAYS = [30, 90, 365] as const;
export const DAYS_DEFAULT = 90;

/** The page's address; what is usual is left out. */
export function effectHref(storeId: string, { days, agent, isTable }: EffectAddress): string {
  const query = new URLSearchParams({
    ...(days === DAYS_DEFAULT ? {} : { days: String(days) }),
    ...(agent === null ? {} : { agent }),
    ...(isTable ? { view: "table" } : {}),
  });
  return `/stores/${storeId}/effect${query.size > 0 ? `?${query}` : ""}`;
}

/** Reads the page's query; what cannot be read counts as left out. */
export function effectAddress(query: Record<string, string | string[] | undefined>): EffectAddress {
  const one = (name: string) => [query[name]].flat().at(-1);
  const days = DAYS.find((each) => String(each) === one("days")) ?? DAYS_DEFAULT;
  return { days, agent: one("agent") || null, isTable: one("view") === "table" };
}

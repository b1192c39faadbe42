/** A search as the page's address holds it; every part is text as typed. */
export type SearchAddress = {
  q?: string | undefined;
  mode?: string | undefined;
  path_prefix?: string | undefined;
  case_sensitive?: string | undefined;
  page?: string | undefined;
};

/** The address of a store's search; parts that are empty are left out. */
export function searchHref(storeId: string, address: SearchAddress): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(address)) if (value) params.set(name, value);
  return `/stores/${storeId}/search?${params}`;
}

import { type SearchAddress, searchHref } from "@/components/search/search-query";
import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import { presentSearch } from "@/lib/search/present";
import { SearchMemoriesQuery, type SearchResource } from "@/lib/search/schema";
import { searchMemories } from "@/lib/search/search-memories";

/** Hits of one page: a screen or two. */
const HITS_SHOWN = 50;

export type SearchOutcome =
  | { found: SearchResource; nextHref: string | null; fault: null }
  | { found: null; nextHref: null; fault: string };

/** What the address asks for, or what is wrong with it in words. */
export async function loadSearch(ctx: Context, storeId: string, address: SearchAddress): Promise<SearchOutcome> {
  const given = Object.fromEntries(Object.entries(address).filter(([, value]) => value !== ""));
  const parsed = SearchMemoriesQuery.safeParse({ ...given, limit: HITS_SHOWN });
  if (!parsed.success) return failed(parsed.error.issues[0]?.message ?? "The search is not valid");
  const query = parsed.data;
  try {
    const page = await searchMemories(ctx, {
      storeId: storeId as StoreId,
      q: query.q,
      mode: query.mode,
      pathPrefix: query.path_prefix,
      caseSensitive: query.case_sensitive === "true",
      limit: query.limit,
      page: query.page,
    });
    const nextHref = page.nextPage && searchHref(storeId, { ...address, page: page.nextPage });
    return { found: presentSearch(page), nextHref, fault: null };
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid_request") return failed(error.message);
    throw error;
  }
}

const failed = (fault: string): SearchOutcome => ({ found: null, nextHref: null, fault });

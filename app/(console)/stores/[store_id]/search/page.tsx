import { Suspense } from "react";
import { SearchForm } from "@/components/search/search-form";
import { type SearchAddress, searchHref } from "@/components/search/search-query";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { TableSkeleton } from "@/components/ui/skeleton";
import { Results } from "./_components/results";

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ store_id: string }>; searchParams: Promise<Query> };

/** A parameter given more than once counts as its last. */
function addressOf(query: Query): SearchAddress {
  const one = (name: string) => [query[name]].flat().at(-1);
  return {
    q: one("q"),
    mode: one("mode"),
    path_prefix: one("path_prefix"),
    case_sensitive: one("case_sensitive"),
    page: one("page"),
  };
}

/** Lines and paths of a store's current files that match what the address asks for. */
export default async function SearchPage({ params, searchParams }: Props) {
  const [{ store_id }, query] = await Promise.all([params, searchParams]);
  const address = addressOf(query);
  const key = searchHref(store_id, address);
  return (
    <PageBody>
      <SearchForm storeId={store_id} address={address} />
      {address.q ? (
        <Suspense key={key} fallback={<TableSkeleton label="Searching" />}>
          <Results storeId={store_id} address={address} />
        </Suspense>
      ) : (
        <EmptyState title="Search every line and path of this store.">
          Lines that hold the text as it is typed come first. “Words” finds files that hold all of them, in any order
          and script; “Regex” takes RE2 expressions such as “INC-\d+”.
        </EmptyState>
      )}
    </PageBody>
  );
}

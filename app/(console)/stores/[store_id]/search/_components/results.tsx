import { namesWithSessions } from "@/app/(console)/_present/actor-names";
import { SearchHits } from "@/components/search/search-hits";
import { type SearchAddress, searchHref } from "@/components/search/search-query";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import { consoleContext } from "@/lib/auth/console-context";
import type { SearchResource } from "@/lib/search/schema";
import { loadSearch } from "./load-search";

/** What was found, or why nothing was. */
export async function Results({ storeId, address }: { storeId: string; address: SearchAddress }) {
  const ctx = await consoleContext();
  const { found, nextHref, fault } = await loadSearch(ctx, storeId, address);
  if (found === null) {
    return (
      <Note tone="error" className="m-4" title="This cannot be searched for.">
        {fault}
      </Note>
    );
  }
  const names = await namesWithSessions(
    ctx,
    found.data.map((hit) => hit.created_by),
  );
  return (
    <>
      {!found.complete && <Incomplete reason={found.incomplete_reason} />}
      {found.data.length > 0 && <SearchHits storeId={storeId} hits={found.data} names={names} />}
      {found.data.length === 0 && found.complete && <NothingFound storeId={storeId} address={address} />}
      {nextHref && (
        <div className="p-3">
          <LinkButton size="sm" href={nextHref}>
            More hits
          </LinkButton>
        </div>
      )}
    </>
  );
}

function Incomplete({ reason }: { reason: SearchResource["incomplete_reason"] }) {
  const title =
    reason === "time_limit" ? "The search stopped at its time limit." : "Very long lines were left out of this search.";
  return (
    <Note tone="needs" className="m-4" title={title}>
      There may be more hits than these. A directory in “below” or a simpler text searches less.
    </Note>
  );
}

function NothingFound({ storeId, address }: { storeId: string; address: SearchAddress }) {
  const isPhrase = (address.mode ?? "literal") === "literal" && (address.q ?? "").trim().includes(" ");
  return (
    <EmptyState
      title={address.page ? "There are no more hits." : "Nothing in this store matches."}
      action={
        isPhrase ? (
          <LinkButton href={searchHref(storeId, { ...address, mode: "words", page: undefined })}>
            Search for the words in any order
          </LinkButton>
        ) : undefined
      }
    >
      Current files and their paths were searched; older versions and deleted files are not.
    </EmptyState>
  );
}

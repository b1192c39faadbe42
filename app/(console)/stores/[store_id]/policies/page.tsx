import { namesWithSessions } from "@/app/(console)/_present/actor-names";
import { loadStore } from "@/app/(console)/_present/load-store";
import { orNotFound } from "@/app/(console)/_present/or-not-found";
import { PolicyForm } from "@/components/policies/policy-form";
import { RejectionsTable } from "@/components/policies/rejections-table";
import { LinkButton } from "@/components/ui/link-button";
import { PageBody } from "@/components/ui/page-body";
import { consoleContext } from "@/lib/auth/console-context";
import type { StoreId } from "@/lib/core/ids";
import { getPolicy } from "@/lib/policies/get-policy";
import { presentPolicy } from "@/lib/policies/present";
import { pageRejections } from "@/lib/proposals/page-rejections";
import { presentRejection } from "@/lib/proposals/present-rejection";
import { revokeRejectionAction, setPolicyAction } from "./actions";

type Props = { params: Promise<{ store_id: string }>; searchParams: Promise<{ page?: string }> };

/** What may happen to a store without a person, and what dreams do not propose again. */
export default async function StorePoliciesPage({ params, searchParams }: Props) {
  const ctx = await consoleContext();
  const [{ store_id }, { page }] = await Promise.all([params, searchParams]);
  const storeId = store_id as StoreId;
  const [store, policy, list] = await Promise.all([
    loadStore(ctx, store_id),
    orNotFound(getPolicy(ctx, { storeId })),
    orNotFound(pageRejections(ctx, { storeId, limit: 50, page })),
  ]);
  const shown = presentPolicy(policy);
  const rejections = list.data.map(presentRejection);
  const names = await namesWithSessions(
    ctx,
    rejections.map((rejection) => rejection.created_by),
  );
  return (
    <PageBody>
      <section aria-labelledby="policy" className="border-b p-4">
        <h2 id="policy" className="mb-3 text-16 font-medium">
          What may come in without a person
        </h2>
        <PolicyForm
          // A saved or switched-off policy starts the form anew.
          key={shown.updated_at}
          policy={shown}
          isArchived={store.archived_at !== null}
          save={setPolicyAction}
        />
      </section>
      <section aria-labelledby="rejected" className="py-4">
        <h2 id="rejected" className="px-4 text-16 font-medium">
          Rejected findings
        </h2>
        <p className="mt-1 mb-2 px-4 text-13 text-ink-2">
          Dreams do not propose these again, unless new evidence speaks for them.
        </p>
        {rejections.length === 0 ? (
          <p className="px-4 text-13 text-ink-3">Nothing stands rejected.</p>
        ) : (
          <div className="px-1">
            <RejectionsTable rejections={rejections} names={names} revoke={revokeRejectionAction} />
          </div>
        )}
        {list.nextPage && (
          <div className="p-3">
            <LinkButton size="sm" href={`/stores/${store_id}/policies?page=${encodeURIComponent(list.nextPage)}`}>
              Older rejections
            </LinkButton>
          </div>
        )}
      </section>
    </PageBody>
  );
}

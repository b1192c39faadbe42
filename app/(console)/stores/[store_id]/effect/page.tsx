import { Suspense } from "react";
import { effectAddress, effectHref } from "@/components/effect/effect-address";
import { PageBody } from "@/components/ui/page-body";
import { TableSkeleton } from "@/components/ui/skeleton";
import { Effect } from "./_components/effect";

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ store_id: string }>; searchParams: Promise<Query> };

/** Whether the store's memories help: how sessions with it went, and what changed with each adoption. */
export default async function EffectPage({ params, searchParams }: Props) {
  const [{ store_id }, query] = await Promise.all([params, searchParams]);
  const address = effectAddress(query);
  return (
    <PageBody>
      <Suspense key={effectHref(store_id, address)} fallback={<TableSkeleton label="Reading transcripts" />}>
        <Effect storeId={store_id} address={address} />
      </Suspense>
    </PageBody>
  );
}

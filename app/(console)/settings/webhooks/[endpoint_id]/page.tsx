import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/_present/or-not-found";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LinkSegments } from "@/components/ui/link-tabs";
import { PageBody } from "@/components/ui/page-body";
import { DeliveriesTable } from "@/components/webhooks/deliveries-table";
import { EndpointActions } from "@/components/webhooks/endpoint-actions";
import { EndpointHeader } from "@/components/webhooks/endpoint-header";
import { consoleContext } from "@/lib/auth/console-context";
import type { WebhookEndpointId } from "@/lib/core/ids";
import { getEndpoint } from "@/lib/webhooks/get-endpoint";
import { listDeliveries } from "@/lib/webhooks/list-deliveries";
import { presentDelivery, presentEndpoint } from "@/lib/webhooks/present";
import {
  deleteEndpointAction,
  replayDeliveryAction,
  rotateSecretAction,
  sendTestAction,
  updateEndpointAction,
} from "../actions";

export const metadata: Metadata = { title: "Webhook endpoint" };

type Props = {
  params: Promise<{ endpoint_id: string }>;
  searchParams: Promise<{ failed?: string; page?: string }>;
};

const verbs = {
  update: updateEndpointAction,
  rotate: rotateSecretAction,
  test: sendTestAction,
  remove: deleteEndpointAction,
};

export default async function WebhookEndpointPage({ params, searchParams }: Props) {
  const ctx = await consoleContext();
  const [{ endpoint_id }, query] = await Promise.all([params, searchParams]);
  const endpoint = presentEndpoint(await orNotFound(getEndpoint(ctx, endpoint_id as WebhookEndpointId)));
  const isFailed = query.failed === "1";
  const status = isFailed ? ({ status: "failed" } as const) : {};
  const list = await listDeliveries(ctx, { endpointId: endpoint.id, limit: 50, page: query.page, ...status });
  const base = `/settings/webhooks/${endpoint.id}`;
  const host = new URL(endpoint.url).host;
  const older = new URLSearchParams({ ...(isFailed ? { failed: "1" } : {}), page: list.nextPage ?? "" });
  return (
    <>
      <TopBar
        crumbs={[
          { label: "Settings", href: "/settings" },
          { label: "Webhooks", href: "/settings/webhooks" },
          { label: host },
        ]}
        actions={<EndpointActions endpoint={endpoint} verbs={verbs} />}
      />
      <PageBody>
        <EndpointHeader endpoint={endpoint} enable={verbs.update} />
        <div className="flex items-center border-b px-3 py-2">
          <LinkSegments
            label="Which deliveries"
            tabs={[
              { href: base, label: "All", current: !isFailed },
              { href: `${base}?failed=1`, label: "Failed", current: isFailed },
            ]}
          />
        </div>
        {list.data.length === 0 ? (
          <EmptyState title={isFailed ? "No delivery has failed." : "Nothing was sent yet."}>
            Deliveries are kept for 30 days. Send a test to see one.
          </EmptyState>
        ) : (
          <DeliveriesTable
            deliveries={list.data.map(presentDelivery)}
            isEnabled={endpoint.enabled}
            replay={replayDeliveryAction}
          />
        )}
        {list.nextPage && (
          <div className="p-3">
            <LinkButton size="sm" href={`${base}?${older}`}>
              Older deliveries
            </LinkButton>
          </div>
        )}
      </PageBody>
    </>
  );
}

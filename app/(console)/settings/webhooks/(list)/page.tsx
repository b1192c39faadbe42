import type { Metadata } from "next";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageBody } from "@/components/ui/page-body";
import { Snippet } from "@/components/ui/snippet";
import { CreateEndpointButton } from "@/components/webhooks/create-endpoint-button";
import { EndpointsTable } from "@/components/webhooks/endpoints-table";
import { consoleContext } from "@/lib/auth/console-context";
import { listEndpoints } from "@/lib/webhooks/list-endpoints";
import { presentEndpoint } from "@/lib/webhooks/present";
import { createEndpointAction } from "../actions";

export const metadata: Metadata = { title: "Webhooks" };

type Props = { searchParams: Promise<{ page?: string }> };

const CURL = `curl -X POST "$REVERIE_URL/v1/webhook_endpoints" \\
  -H "x-api-key: $REVERIE_API_KEY" -H "content-type: application/json" \\
  -d '{"url": "https://example.com/hooks",
       "events": ["reverie.proposal.ready"]}'`;

export default async function WebhooksPage({ searchParams }: Props) {
  const ctx = await consoleContext();
  const { page } = await searchParams;
  const list = await listEndpoints(ctx, { limit: 50, page });
  return (
    <>
      <TopBar
        crumbs={[{ label: "Settings", href: "/settings" }, { label: "Webhooks" }]}
        actions={<CreateEndpointButton create={createEndpointAction} />}
      />
      <PageBody>
        {list.data.length === 0 ? (
          <EmptyState
            title="Nobody is told when something changes."
            action={<CreateEndpointButton create={createEndpointAction} />}
            snippet={<Snippet label="curl" code={CURL} />}
          >
            A webhook endpoint gets a signed request when a proposal is ready, a dream ends, a store or a session
            changes.
          </EmptyState>
        ) : (
          <EndpointsTable endpoints={list.data.map(presentEndpoint)} />
        )}
        {list.nextPage && (
          <div className="p-3">
            <LinkButton size="sm" href={`/settings/webhooks?${new URLSearchParams({ page: list.nextPage })}`}>
              Older endpoints
            </LinkButton>
          </div>
        )}
      </PageBody>
    </>
  );
}

import type { Actor } from "@/lib/core/actor";
import type { WebhookDeliveryId, WebhookEndpointId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { DeliveryStatus, DisabledReason, WebhookEventType, WebhookSubscription } from "./schema";

export type EndpointRow = {
  id: WebhookEndpointId;
  workspaceId: WorkspaceId;
  url: string;
  description: string;
  events: WebhookSubscription[];
  isEnabled: boolean;
  disabledReason: DisabledReason | null;
  secret: string;
  previousSecret: string | null;
  previousSecretUntil: Date | null;
  failingSince: Date | null;
  failedInRow: number;
  actorType: Actor["type"];
  actorId: string;
  createdAt: Date;
  updatedAt: Date;
};

export type LastDelivery = {
  id: WebhookDeliveryId;
  eventType: WebhookEventType;
  status: DeliveryStatus;
  /** Milliseconds since the epoch. */
  createdAtMs: number;
};

/** With its newest delivery. */
export type ListedEndpointRow = EndpointRow & { lastDelivery: LastDelivery | null };

type Key = { workspaceId: WorkspaceId; id: WebhookEndpointId };

const COLUMNS = `e.id, e.workspace_id as "workspaceId", e.url, e.description, e.events, e.is_enabled as "isEnabled",
  e.disabled_reason as "disabledReason", e.secret, e.previous_secret as "previousSecret",
  e.previous_secret_until as "previousSecretUntil", e.failing_since as "failingSince", e.failed_in_row as "failedInRow",
  e.actor_type as "actorType", e.actor_id as "actorId", e.created_at as "createdAt", e.updated_at as "updatedAt"`;
const LAST_DELIVERY = `(select json_build_object('id', d.id, 'eventType', v.type, 'status', d.status,
    'createdAtMs', floor(extract(epoch from d.created_at) * 1000)::float8)
  from webhook_deliveries d join webhook_events v on v.id = d.event_id
  where d.endpoint_id = e.id order by d.created_at desc, d.id desc limit 1) as "lastDelivery"`;

/** Those who are to be told of any of the events; their rows cannot be deleted until the transaction ends. */
export async function listSubscribers(
  tx: Tx,
  workspaceId: WorkspaceId,
  subscriptions: string[],
): Promise<Pick<EndpointRow, "id" | "events">[]> {
  return tx.query(
    `select id, events from webhook_endpoints
     where workspace_id = $1 and is_enabled and events && $2::text[] order by id for key share`,
    [workspaceId, subscriptions],
  );
}

/** Endpoints are added one at a time in a workspace, so that their number can be looked at. */
export async function countEndpointsAlone(tx: Tx, workspaceId: WorkspaceId): Promise<number> {
  await tx.query("select from workspaces where id = $1 for no key update", [workspaceId]);
  const rows = await tx.query<{ count: number }>(
    "select count(*)::int as count from webhook_endpoints where workspace_id = $1",
    [workspaceId],
  );
  return rows[0]?.count ?? 0;
}

export async function insertEndpoint(tx: Tx, row: EndpointRow): Promise<void> {
  await tx.query(
    `insert into webhook_endpoints (id, workspace_id, url, description, events, is_enabled, disabled_reason, secret,
       actor_type, actor_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.workspaceId,
      row.url,
      row.description,
      row.events,
      row.isEnabled,
      row.disabledReason,
      row.secret,
      row.actorType,
      row.actorId,
      row.createdAt,
      row.updatedAt,
    ],
  );
}

export async function findEndpoint(sql: Sql, key: Key): Promise<ListedEndpointRow | null> {
  const rows = await sql.query<ListedEndpointRow>(
    `select ${COLUMNS}, ${LAST_DELIVERY} from webhook_endpoints e where e.workspace_id = $1 and e.id = $2`,
    [key.workspaceId, key.id],
  );
  return rows[0] ?? null;
}

/** Newest first. */
export async function listEndpointRows(
  sql: Sql,
  workspaceId: WorkspaceId,
  filter: { after: { createdAt: Date; id: string } | null; limit: number },
): Promise<ListedEndpointRow[]> {
  return sql.query<ListedEndpointRow>(
    `select ${COLUMNS}, ${LAST_DELIVERY} from webhook_endpoints e
     where e.workspace_id = $1 and ($2::timestamptz is null or (e.created_at, e.id) < ($2, $3))
     order by e.created_at desc, e.id desc limit $4`,
    [workspaceId, filter.after?.createdAt ?? null, filter.after?.id ?? null, filter.limit],
  );
}

/** Locked until the transaction ends. Whoever changes an endpoint and its deliveries locks the endpoint first. */
export async function lockEndpoint(tx: Tx, key: Key): Promise<EndpointRow | null> {
  const rows = await tx.query<EndpointRow>(
    `select ${COLUMNS} from webhook_endpoints e where e.workspace_id = $1 and e.id = $2 for no key update`,
    [key.workspaceId, key.id],
  );
  return rows[0] ?? null;
}

/** Writes everything that can change. */
export async function updateEndpointRow(tx: Tx, row: EndpointRow): Promise<void> {
  await tx.query(
    `update webhook_endpoints set url = $3, description = $4, events = $5, is_enabled = $6, disabled_reason = $7,
       secret = $8, previous_secret = $9, previous_secret_until = $10, failing_since = $11, failed_in_row = $12,
       updated_at = $13
     where workspace_id = $1 and id = $2`,
    [
      row.workspaceId,
      row.id,
      row.url,
      row.description,
      row.events,
      row.isEnabled,
      row.disabledReason,
      row.secret,
      row.previousSecret,
      row.previousSecretUntil,
      row.failingSince,
      row.failedInRow,
      row.updatedAt,
    ],
  );
}

/** Its deliveries go with it. @returns whether there was one */
export async function deleteEndpointRow(sql: Sql, key: Key): Promise<boolean> {
  const rows = await sql.query("delete from webhook_endpoints where workspace_id = $1 and id = $2 returning id", [
    key.workspaceId,
    key.id,
  ]);
  return rows.length > 0;
}

export async function forgetOldSecrets(sql: Sql, at: Date): Promise<void> {
  await sql.query(
    `update webhook_endpoints set previous_secret = null, previous_secret_until = null
     where previous_secret_until <= $1`,
    [at],
  );
}

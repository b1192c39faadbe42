import type { WebhookDeliveryId, WebhookEndpointId, WebhookEventId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import { ATTEMPTS_MAX } from "./rules";
import type { AttemptErrorType, DeliveryStatus, WebhookEventType } from "./schema";

export type EventRow = {
  id: WebhookEventId;
  workspaceId: WorkspaceId;
  type: WebhookEventType;
  objectId: string;
  body: string;
  createdAt: Date;
};

export type AttemptRow = {
  number: number;
  /** Milliseconds since the epoch. */
  startedAtMs: number;
  durationMs: number | null;
  statusCode: number | null;
  errorType: AttemptErrorType | null;
  responseBody: string | null;
};

export type DeliveryRow = {
  id: WebhookDeliveryId;
  workspaceId: WorkspaceId;
  endpointId: WebhookEndpointId;
  eventId: WebhookEventId;
  eventType: WebhookEventType;
  eventBody: string;
  status: DeliveryStatus;
  attemptCount: number;
  dueAt: Date | null;
  replayOfId: WebhookDeliveryId | null;
  createdAt: Date;
  endedAt: Date | null;
  attempts: AttemptRow[];
};

export type NewDeliveryRow = Pick<
  DeliveryRow,
  "id" | "workspaceId" | "endpointId" | "eventId" | "replayOfId" | "createdAt"
>;

type Key = { workspaceId: WorkspaceId; id: WebhookDeliveryId };

export async function insertEvents(tx: Tx, rows: EventRow[]): Promise<void> {
  await tx.query(
    `insert into webhook_events (id, workspace_id, type, object_id, body, created_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.type),
      rows.map((row) => row.objectId),
      rows.map((row) => row.body),
      rows.map((row) => row.createdAt),
    ],
  );
}

/** Due at once. */
export async function insertDeliveries(tx: Tx, rows: NewDeliveryRow[]): Promise<void> {
  await tx.query(
    `insert into webhook_deliveries (id, workspace_id, endpoint_id, event_id, replay_of_id, created_at, due_at, status)
     select n.*, n.at, 'pending'
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
       as n (id, workspace_id, endpoint_id, event_id, replay_of_id, at)`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.endpointId),
      rows.map((row) => row.eventId),
      rows.map((row) => row.replayOfId),
      rows.map((row) => row.createdAt),
    ],
  );
}

const COLUMNS = `d.id, d.workspace_id as "workspaceId", d.endpoint_id as "endpointId", d.event_id as "eventId",
  v.type as "eventType", v.body as "eventBody", d.status, d.attempt_count as "attemptCount", d.due_at as "dueAt",
  d.replay_of_id as "replayOfId", d.created_at as "createdAt", d.ended_at as "endedAt",
  coalesce((select json_agg(json_build_object('number', a.number,
      'startedAtMs', floor(extract(epoch from a.started_at) * 1000)::float8, 'durationMs', a.duration_ms,
      'statusCode', a.status_code, 'errorType', a.error_type, 'responseBody', a.response_body) order by a.number)
    from webhook_attempts a where a.delivery_id = d.id), '[]') as attempts`;
const FROM = "from webhook_deliveries d join webhook_events v on v.id = d.event_id";

export async function findDelivery(sql: Sql, key: Key): Promise<DeliveryRow | null> {
  const rows = await sql.query<DeliveryRow>(`select ${COLUMNS} ${FROM} where d.workspace_id = $1 and d.id = $2`, [
    key.workspaceId,
    key.id,
  ]);
  return rows[0] ?? null;
}

/** Newest first. */
export async function listDeliveryRows(
  sql: Sql,
  endpointId: WebhookEndpointId,
  filter: { status: DeliveryStatus | null; after: { createdAt: Date; id: string } | null; limit: number },
): Promise<DeliveryRow[]> {
  return sql.query<DeliveryRow>(
    `select ${COLUMNS} ${FROM}
     where d.endpoint_id = $1 and ($2::text is null or d.status = $2)
       and ($3::timestamptz is null or (d.created_at, d.id) < ($3, $4))
     order by d.created_at desc, d.id desc limit $5`,
    [endpointId, filter.status, filter.after?.createdAt ?? null, filter.after?.id ?? null, filter.limit],
  );
}

export type ClaimedDelivery = {
  id: WebhookDeliveryId;
  workspaceId: WorkspaceId;
  endpointId: WebhookEndpointId;
  attempt: number;
  url: string;
  secret: string;
  previousSecret: string | null;
  previousSecretUntil: Date | null;
  eventId: WebhookEventId;
  body: string;
};

/**
 * Takes a due delivery for one attempt, in one statement: a second worker waits for the row and then finds it not due.
 * One that an earlier worker took and never gave back is due again at the end of its time. Tests also reach a disabled
 * endpoint. @returns null when it is not due, has ended, has no attempt left or may not be sent
 */
export async function claimDelivery(
  sql: Sql,
  id: WebhookDeliveryId,
  time: { now: Date; until: Date },
): Promise<ClaimedDelivery | null> {
  const rows = await sql.query<ClaimedDelivery>(
    `with claimed as (
       update webhook_deliveries d set status = 'sending', attempt_count = d.attempt_count + 1, due_at = $3
       from webhook_endpoints e, webhook_events v
       where d.id = $1 and d.due_at <= $2 and d.attempt_count < $4 and e.id = d.endpoint_id and v.id = d.event_id
         and (e.is_enabled or v.type = 'reverie.test')
       returning d.id, d.workspace_id, d.endpoint_id, d.attempt_count, e.url, e.secret, e.previous_secret,
         e.previous_secret_until, v.id as event_id, v.body),
     started as (
       insert into webhook_attempts (delivery_id, number, started_at) select id, attempt_count, $2 from claimed)
     select id, workspace_id as "workspaceId", endpoint_id as "endpointId", attempt_count as attempt, url, secret,
       previous_secret as "previousSecret", previous_secret_until as "previousSecretUntil", event_id as "eventId", body
     from claimed`,
    [id, time.now, time.until, ATTEMPTS_MAX],
  );
  return rows[0] ?? null;
}

/** Gives a delivery back as if it had not been taken. */
export async function releaseDelivery(
  sql: Sql,
  claimed: Pick<ClaimedDelivery, "id" | "attempt">,
  at: Date,
): Promise<void> {
  await sql.query(
    `with released as (
       update webhook_deliveries set status = 'pending', attempt_count = attempt_count - 1, due_at = $3
       where id = $1 and attempt_count = $2 and status = 'sending' returning id)
     delete from webhook_attempts a using released where a.delivery_id = released.id and a.number = $2`,
    [claimed.id, claimed.attempt, at],
  );
}

export async function endAttempt(
  tx: Tx,
  claimed: Pick<ClaimedDelivery, "id" | "attempt">,
  outcome: Pick<AttemptRow, "statusCode" | "errorType" | "responseBody"> & { durationMs: number },
): Promise<void> {
  await tx.query(
    `update webhook_attempts set duration_ms = $3, status_code = $4, error_type = $5, response_body = $6
     where delivery_id = $1 and number = $2`,
    [claimed.id, claimed.attempt, outcome.durationMs, outcome.statusCode, outcome.errorType, outcome.responseBody],
  );
}

/** @returns false when somebody else has taken the delivery since, or it is gone; nothing was written */
export async function moveDelivery(
  tx: Tx,
  claimed: Pick<ClaimedDelivery, "id" | "attempt">,
  move: { status: DeliveryStatus; dueAt: Date | null; endedAt: Date | null },
): Promise<boolean> {
  const rows = await tx.query(
    `update webhook_deliveries set status = $3, due_at = $4, ended_at = $5
     where id = $1 and attempt_count = $2 and status = 'sending' returning id`,
    [claimed.id, claimed.attempt, move.status, move.dueAt, move.endedAt],
  );
  return rows.length > 0;
}

/** Ends what waits for an endpoint that is disabled. What is being sent right now ends by itself. */
export async function cancelDeliveries(sql: Sql, endpointId: WebhookEndpointId, at: Date): Promise<void> {
  await sql.query(
    `update webhook_deliveries set status = 'canceled', due_at = null, ended_at = $2
     where endpoint_id = $1 and due_at is not null and status = 'pending'`,
    [endpointId, at],
  );
}

/**
 * Of every workspace, few of one endpoint, and the longest due of each before the second longest: one that hangs, however
 * much waits for it, must not hold up the others.
 */
export async function listDueDeliveries(
  sql: Sql,
  at: Date,
  limits: { total: number; perEndpoint: number },
): Promise<WebhookDeliveryId[]> {
  const rows = await sql.query<{ id: WebhookDeliveryId }>(
    `select d.id from webhook_endpoints e cross join lateral (
       select id, due_at, row_number() over (order by due_at, id) as place from (
         select id, due_at from webhook_deliveries where endpoint_id = e.id and due_at <= $1
         order by due_at, id limit $2) as due) as d
     order by d.place, d.due_at, d.id limit $3`,
    [at, limits.perEndpoint, limits.total],
  );
  return rows.map((row) => row.id);
}

/**
 * Ends what can be taken up no more: its last attempt was cut off with the server, or its endpoint was disabled while
 * the event was being committed.
 */
export async function endLostDeliveries(sql: Sql, at: Date): Promise<void> {
  await sql.query(
    `update webhook_deliveries d set due_at = null, ended_at = $1,
       status = case when d.attempt_count >= $2 then 'failed' else 'canceled' end
     from webhook_endpoints e, webhook_events v
     where d.due_at <= $1 and e.id = d.endpoint_id and v.id = d.event_id
       and (d.attempt_count >= $2 or not e.is_enabled and v.type <> 'reverie.test')`,
    [at, ATTEMPTS_MAX],
  );
}

/** Deliveries and attempts go with their events. @returns how many events went */
export async function deleteEventsBefore(sql: Sql, before: Date, limit: number): Promise<number> {
  const rows = await sql.query(
    `delete from webhook_events where id in (
       select id from webhook_events where created_at < $1 order by created_at limit $2) returning id`,
    [before, limit],
  );
  return rows.length;
}

import { QUEUE_SCHEMA } from "@/lib/jobs/queue";
import type { ItemKind } from "./schema";

/**
 * `bounded`: a name or the like, whose length is limited. `ownKeys`: every key in the JSON is a word of ours, which the
 * code reads by and no caller can write.
 */
export type TextColumn = { name: string; type: "text" | "json" | "jsonb"; bounded?: true; ownKeys?: true };

/**
 * A table with texts of callers besides memories and the files of dreams. `t` is the table's alias. `key` is unique and
 * orders the walk; `from` joins what `workspace` needs.
 */
export type TextPlace = {
  kind: ItemKind;
  table: string;
  from: string;
  /** The row's workspace. */
  workspace: string;
  key: string;
  objectId: string;
  parentId: string | null;
  columns: TextColumn[];
};

const text = (name: string): TextColumn => ({ name, type: "text" });
const bounded = (name: string): TextColumn => ({ name, type: "text", bounded: true });
const json = (name: string): TextColumn => ({ name, type: "json" });
const ownJson = (name: string): TextColumn => ({ name, type: "json", ownKeys: true });
const jsonb = (name: string): TextColumn => ({ name, type: "jsonb" });
const metadata: TextColumn = { name: "metadata", type: "jsonb", bounded: true };

const own = (kind: ItemKind, table: string, columns: TextColumn[]): TextPlace => ({
  kind,
  table,
  from: `${table} t`,
  workspace: "t.workspace_id",
  key: "t.id",
  objectId: "t.id",
  parentId: null,
  columns,
});

const OF_DREAM = { workspace: "d.workspace_id", parentId: "t.dream_id" };

/** A job belongs to the workspace of what it works on, which its payload names. */
const JOB_OWNER = `join lateral (
  select d.workspace_id from dreams d where d.id = t.data ->> 'dreamId'
  union all select r.workspace_id from redactions r where r.id = t.data ->> 'redactionId'
  union all select w.workspace_id from webhook_deliveries w where w.id = t.data ->> 'deliveryId') as o on true`;

/** In the order of the work: what dreams read comes before what they made of it. */
export const TEXT_PLACES: TextPlace[] = [
  { ...own("session_event", "session_events", [json("payload")]), parentId: "t.session_id" },
  own("session", "sessions", [
    bounded("title"),
    metadata,
    jsonb("agent"),
    jsonb("vault_ids"),
    jsonb("budget"),
    jsonb("outcome_evaluations"),
  ]),
  { ...own("session_thread", "session_threads", [jsonb("agent")]), parentId: "t.session_id" },
  {
    kind: "session_resource",
    table: "session_resources",
    from: "session_resources t join sessions s on s.id = t.session_id",
    workspace: "s.workspace_id",
    key: `(t.session_id || '/' || t.position::text collate "C")`,
    objectId: "t.store_id",
    parentId: "t.session_id",
    columns: [text("instructions"), bounded("name"), bounded("description"), bounded("mount_path")],
  },
  {
    ...OF_DREAM,
    kind: "dream_task",
    table: "dream_tasks",
    from: "dream_tasks t join dreams d on d.id = t.dream_id",
    key: "(t.dream_id || '/' || t.session_id)",
    objectId: "t.session_id",
    columns: [ownJson("report")],
  },
  {
    ...OF_DREAM,
    kind: "dream_finding",
    table: "dream_findings",
    from: "dream_findings t join dreams d on d.id = t.dream_id",
    key: "t.id",
    objectId: "t.id",
    columns: [
      text("rationale"),
      text("reason"),
      ownJson("evidence"),
      ownJson("sources"),
      ownJson("anchors"),
      ownJson("suggestion"),
    ],
  },
  own("dream", "dreams", [
    text("instructions"),
    text("error_message"),
    text("review_reason"),
    ownJson("engine_report"),
    ownJson("checks"),
    ownJson("wake_test"),
  ]),
  { ...own("finding_rejection", "finding_rejections", [text("rationale"), text("reason")]), parentId: "t.store_id" },
  {
    ...own("dream_schedule", "dream_schedules", [bounded("name"), text("instructions"), jsonb("hook_filter")]),
    parentId: "t.store_id",
  },
  own("memory_store", "memory_stores", [bounded("name"), bounded("description"), metadata]),
  own("agent", "agents", [
    bounded("name"),
    bounded("description"),
    text("system"),
    jsonb("model"),
    jsonb("tools"),
    jsonb("mcp_servers"),
    jsonb("skills"),
    jsonb("multiagent"),
    jsonb("execution_identity"),
    metadata,
  ]),
  {
    kind: "agent_version",
    table: "agent_versions",
    from: "agent_versions t join agents a on a.id = t.agent_id",
    workspace: "a.workspace_id",
    key: `(t.agent_id || '/' || t.version::text collate "C")`,
    objectId: "t.version::text",
    parentId: "t.agent_id",
    columns: [jsonb("snapshot")],
  },
  own("environment", "environments", [bounded("name"), bounded("description"), jsonb("config"), metadata]),
  own("webhook_endpoint", "webhook_endpoints", [bounded("description")]),
  {
    kind: "webhook_attempt",
    table: "webhook_attempts",
    from: "webhook_attempts t join webhook_deliveries d on d.id = t.delivery_id",
    workspace: "d.workspace_id",
    key: `(t.delivery_id || '/' || t.number::text collate "C")`,
    objectId: "t.number::text",
    parentId: "t.delivery_id",
    columns: [text("response_body")],
  },
  ...["job", "archive"].map(
    (table): TextPlace => ({
      kind: "job",
      table: `${QUEUE_SCHEMA}.${table}`,
      from: `${QUEUE_SCHEMA}.${table} t ${JOB_OWNER}`,
      workspace: "o.workspace_id",
      key: `(t.id::text collate "C")`,
      objectId: "t.id::text",
      parentId: null,
      columns: [jsonb("output")],
    }),
  ),
];

import type { WireEvent } from "@/components/sessions/event";
import type { SessionItem } from "@/components/sessions/session-item";
import type { listEvents } from "@/lib/sessions/list-events";
import { presentEvent, presentSession } from "@/lib/sessions/present";

type EventRow = Awaited<ReturnType<typeof listEvents>>["data"][number];

/** A session as the console's lists and headers show it. */
export function toSessionItem(row: Parameters<typeof presentSession>[0]): SessionItem {
  const wire = presentSession(row);
  return {
    id: wire.id,
    title: wire.title,
    status: wire.status,
    agent_name: wire.agent.name,
    created_at: wire.created_at,
    archived_at: wire.archived_at,
    event_count: row.eventCount,
    stores: wire.resources.map((resource) => ({
      id: resource.memory_store_id,
      name: resource.name,
      access: resource.access,
      mount_path: resource.mount_path,
    })),
    dream_id: row.origin === "dream" ? (wire.metadata.dream_id ?? null) : null,
  };
}

export function toWireEvents(rows: EventRow[]): WireEvent[] {
  return rows.map((row) => presentEvent(row) as WireEvent);
}

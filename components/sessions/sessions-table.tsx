import { MoonStar } from "lucide-react";
import Link from "next/link";
import { hueOf } from "@/components/actors/actor";
import { Chip } from "@/components/ui/chip";
import { countText } from "@/components/ui/number-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, type Column, Row, rowLinkClass, Table } from "@/components/ui/table";
import { type SessionItem, sessionTitle } from "./session-item";

const columns = {
  title: { key: "title", label: "Session" },
  agent: { key: "agent", label: "Agent", className: "w-48", hideBelow: "wide" },
  stores: { key: "stores", label: "Stores", className: "w-64", hideBelow: "wide" },
  events: { key: "events", label: "Events", align: "right", className: "w-20", hideBelow: "rail" },
  at: { key: "at", label: "Started", className: "w-48" },
} satisfies Record<string, Column>;

export function SessionsTable({ sessions }: { sessions: SessionItem[] }) {
  return (
    <Table label="Sessions" columns={Object.values(columns)}>
      {sessions.map((session) => (
        <Row key={session.id}>
          <Cell column={columns.title}>
            <span className="flex items-center gap-2">
              <span className="hue-dot size-2 shrink-0 rounded-full" style={{ "--hue": hueOf(session.id) }} />
              <Link href={`/sessions/${session.id}`} className={rowLinkClass}>
                {sessionTitle(session)}
              </Link>
              {session.dream_id && <MoonStar size={13} role="img" aria-label="Run of a dream" className="text-ink-3" />}
              {session.status === "running" && <Chip tone="accent">running</Chip>}
            </span>
          </Cell>
          <Cell column={columns.agent}>
            <span className="text-ink-2">{session.agent_name}</span>
          </Cell>
          <Cell column={columns.stores}>
            <span className="text-ink-2">{session.stores.map((store) => store.name).join(", ")}</span>
          </Cell>
          <Cell column={columns.events}>{countText(session.event_count)}</Cell>
          <Cell column={columns.at}>
            <RelativeTime at={session.created_at} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

import Link from "next/link";
import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import { plural } from "@/components/ui/number-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, type Column, Row, rowLinkClass, Table } from "@/components/ui/table";
import { durationText } from "@/components/ui/time-text";
import { type DreamItem, dreamHref, dreamState } from "./dream-item";

const columns = {
  store: { key: "store", label: "Store" },
  state: { key: "state", label: "State", className: "w-32" },
  sessions: { key: "sessions", label: "Reads", className: "w-32", hideBelow: "wide" },
  engine: { key: "engine", label: "Engine", className: "w-40", hideBelow: "wide" },
  took: { key: "took", label: "Took", className: "w-28", hideBelow: "wide" },
  at: { key: "at", label: "Started", className: "w-44" },
} satisfies Record<string, Column>;

type Props = {
  label: string;
  dreams: DreamItem[];
  /** By dream: what else is to be said of it, below its name. */
  notes?: Record<string, ReactNode>;
};

/** Dreams in the order given; each row leads to the review when there is one. */
export function DreamsTable({ label, dreams, notes }: Props) {
  return (
    <Table label={label} columns={Object.values(columns)}>
      {dreams.map((dream) => (
        <DreamRow key={dream.id} dream={dream} note={notes?.[dream.id]} />
      ))}
    </Table>
  );
}

function DreamRow({ dream, note }: { dream: DreamItem; note: ReactNode }) {
  const state = dreamState(dream);
  const isDream = dream.origin === "dream";
  const took = dream.ended_at ? new Date(dream.ended_at).getTime() - new Date(dream.created_at).getTime() : null;
  return (
    <Row>
      <Cell column={columns.store}>
        <Link href={dreamHref(dream)} className={rowLinkClass}>
          {dream.store.name}
        </Link>
        {dream.origin === "writes" && <span className="ml-2 text-12 text-ink-3">agents' writes</span>}
        {note}
        {dream.error && <p className="mt-0.5 line-clamp-2 text-ink-2">{dream.error.message}</p>}
      </Cell>
      <Cell column={columns.state}>
        <Chip
          tone={state.tone}
          icon={dream.status === "running" ? <span className="breathe size-1.5 rounded-full bg-current" /> : null}
        >
          {state.label}
        </Chip>
      </Cell>
      <Cell column={columns.sessions}>{isDream && plural(dream.session_count, "session")}</Cell>
      <Cell column={columns.engine}>{isDream && <span className="font-mono text-12">{dream.model_id}</span>}</Cell>
      <Cell column={columns.took}>{isDream && took !== null && durationText(took)}</Cell>
      <Cell column={columns.at}>
        <RelativeTime at={dream.created_at} />
      </Cell>
    </Row>
  );
}

"use client";

import { useState } from "react";
import { hueOf } from "@/components/actors/actor";
import { sessionTitle } from "@/components/sessions/session-item";
import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/cx";
import { plural } from "@/components/ui/number-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { Segments } from "@/components/ui/segments";
import { inputClass } from "@/components/ui/text-field";
import { type LaunchSession, type Picking, SESSIONS_MAX } from "./launch-choice";

const DAYS = [1, 7, 30, 90];
const WAYS = [
  ...DAYS.map((days) => ({ id: String(days), label: days === 1 ? "24 hours" : `${days} days` })),
  { id: "hand", label: "By hand" },
];

type Props = {
  sessions: LaunchSession[];
  picking: Picking;
  onChange: (picking: Picking) => void;
  picked: LaunchSession[];
  left: number;
};

/** The sessions of the last days, or those that one ticks. */
export function SessionPicker({ sessions, picking, onChange, picked, left }: Props) {
  const [filter, setFilter] = useState("");
  const ids = new Set(picked.map((session) => session.id));
  const setWay = (way: string) =>
    onChange(
      way === "hand"
        ? { by: "hand", sessionIds: ids }
        : { by: "days", days: Number(way), onlyWithStore: picking.by === "days" && picking.onlyWithStore },
    );
  const tick = (id: string, isOn: boolean) => {
    const next = new Set(ids);
    if (isOn) next.add(id);
    else next.delete(id);
    onChange({ by: "hand", sessionIds: next });
  };
  const shown = sessions.filter((session) => sessionTitle(session).toLowerCase().includes(filter.toLowerCase()));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-13 font-medium text-ink-2">Sessions</legend>
      <div className="flex flex-wrap items-center gap-3">
        <Segments
          label="Which sessions"
          options={WAYS}
          value={picking.by === "hand" ? "hand" : String(picking.days)}
          onChange={setWay}
        />
        {picking.by === "days" && (
          <Checkbox
            isSelected={picking.onlyWithStore}
            onChange={(onlyWithStore) => onChange({ ...picking, onlyWithStore })}
          >
            Only those that had this store
          </Checkbox>
        )}
        <p aria-live="polite" className="ml-auto text-13 text-ink-2">
          {plural(picked.length, "session")}
          {left > 0 && `, the newest ${SESSIONS_MAX}; ${left} more do not fit`}
        </p>
      </div>
      <div className="mt-2 overflow-hidden rounded-md border">
        {sessions.length > 8 && (
          <input
            type="search"
            aria-label="Filter sessions"
            placeholder="Filter sessions"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
            className={cx(inputClass, "h-8 rounded-none! border-0! border-b! border-line! text-13!")}
          />
        )}
        <ul className="max-h-72 overflow-y-auto">
          {shown.map((session) => (
            <PickRow key={session.id} session={session} isOn={ids.has(session.id)} onTick={tick} />
          ))}
        </ul>
        {shown.length === 0 && <p className="px-3 py-4 text-13 text-ink-3">No session has that in its title.</p>}
      </div>
    </fieldset>
  );
}

type PickRowProps = { session: LaunchSession; isOn: boolean; onTick: (id: string, isOn: boolean) => void };

function PickRow({ session, isOn, onTick }: PickRowProps) {
  return (
    <li className="border-b px-3 last:border-0 hover:bg-panel">
      <Checkbox className="flex! h-8 w-full" isSelected={isOn} onChange={(on) => onTick(session.id, on)}>
        <span className="hue-dot size-2 shrink-0 rounded-full" style={{ "--hue": hueOf(session.id) }} />
        <span className="min-w-0 flex-1 truncate text-13">{sessionTitle(session)}</span>
        <span className="text-12 text-ink-3 max-rail:hidden">{plural(session.event_count, "event")}</span>
        <RelativeTime at={session.created_at} className="w-24 text-right text-12 text-ink-3" />
      </Checkbox>
    </li>
  );
}

"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import type { WebhookEventType } from "@/lib/webhooks/schema";
import { EVENT_GROUPS, type EventGroup } from "./event-choice";

type Props = {
  chosen: ReadonlySet<WebhookEventType>;
  onChange: (chosen: Set<WebhookEventType>) => void;
  error?: string | null;
};

/** Which events to send: whole groups, or types one by one. */
export function EventPicker({ chosen, onChange, error }: Props) {
  const id = useId();
  const set = (types: readonly WebhookEventType[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const type of types) {
      if (isChosen) next.add(type);
      else next.delete(type);
    }
    onChange(next);
  };
  return (
    <fieldset className="flex flex-col gap-2" aria-describedby={error ? id : undefined}>
      <legend className="mb-1 text-13 font-medium text-ink-2">Events</legend>
      {EVENT_GROUPS.map((group) => (
        <GroupChoice key={group.prefix} group={group} chosen={chosen} set={set} />
      ))}
      {error && (
        <p id={id} className="text-13 text-removed">
          {error}
        </p>
      )}
    </fieldset>
  );
}

type GroupProps = {
  group: EventGroup;
  chosen: ReadonlySet<WebhookEventType>;
  set: (types: readonly WebhookEventType[], isChosen: boolean) => void;
};

function GroupChoice({ group, chosen, set }: GroupProps) {
  const count = group.types.filter((type) => chosen.has(type)).length;
  const isWhole = count === group.types.length;
  return (
    <div className="rounded-md border px-3 py-2">
      <Checkbox
        isSelected={isWhole}
        isIndeterminate={count > 0 && !isWhole}
        onChange={(isChosen) => set(group.types, isChosen)}
      >
        <span className="font-medium">{group.label}</span>
        <code className="text-12 text-ink-3">{group.prefix}</code>
      </Checkbox>
      {group.types.length > 1 && (
        <div className="mt-1 grid gap-x-4 pl-6 rail:grid-cols-2">
          {group.types.map((type) => (
            <Checkbox key={type} isSelected={chosen.has(type)} onChange={(isChosen) => set([type], isChosen)}>
              <code className="text-12 [overflow-wrap:anywhere]">{type}</code>
            </Checkbox>
          ))}
        </div>
      )}
    </div>
  );
}

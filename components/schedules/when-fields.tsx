"use client";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { CronPreview, type PreviewCron, useCronPreview } from "./cron-preview";
import { FormOption, FormSection } from "./form-section";
import { NumberField } from "./number-field";
import type { ScheduleFields } from "./schedule-fields";

const PRESETS = [
  { label: "Every night", cron: "30 2 * * *" },
  { label: "Weekday nights", cron: "30 2 * * 2-6" },
  { label: "Sunday nights", cron: "30 2 * * 1" },
  { label: "Every hour", cron: "0 * * * *" },
];

export type FieldsProps = { fields: ScheduleFields; set: (change: Partial<ScheduleFields>) => void };

/** What starts a dream: times, sessions, a call from outside; and when nothing may. */
export function WhenFields({ fields, set, preview }: FieldsProps & { preview: PreviewCron }) {
  return (
    <FormSection title="When">
      <FormOption label="At times" isOn={fields.hasTimes} onChange={(hasTimes) => set({ hasTimes })}>
        <TimeFields fields={fields} set={set} preview={preview} />
      </FormOption>
      <FormOption
        label="After a session ends"
        isOn={fields.afterSession}
        onChange={(afterSession) => set({ afterSession })}
      >
        <NumberField
          label="Seconds without another one"
          name="debounceSeconds"
          fields={fields}
          set={set}
          className="w-56"
        />
      </FormOption>
      <FormOption
        label="After a number of new sessions"
        isOn={fields.afterCount}
        onChange={(afterCount) => set({ afterCount })}
      >
        <NumberField label="New sessions" name="newSessions" fields={fields} set={set} className="w-56" />
      </FormOption>
      <HookFields fields={fields} set={set} />
      <FormOption label="Quiet hours" isOn={fields.hasQuiet} onChange={(hasQuiet) => set({ hasQuiet })}>
        <TextField
          label="From"
          mono
          value={fields.quietFrom}
          onChange={(quietFrom) => set({ quietFrom })}
          className="w-24"
        />
        <TextField label="To" mono value={fields.quietTo} onChange={(quietTo) => set({ quietTo })} className="w-24" />
        {!fields.hasTimes && <ZoneField fields={fields} set={set} isWrong={false} />}
        <p className="w-full text-13 text-ink-3">Nothing starts by itself then; times of {fields.timeZone}.</p>
      </FormOption>
    </FormSection>
  );
}

function TimeFields({ fields, set, preview }: FieldsProps & { preview: PreviewCron }) {
  const { data, fault, isStale } = useCronPreview(preview, fields.cron, fields.timeZone);
  const isZoneWrong = fault?.startsWith("time_zone") ?? false;
  return (
    <div className="grid w-full gap-3 rail:grid-cols-2">
      <div className="flex flex-col gap-3">
        <TextField
          label="Cron"
          mono
          value={fields.cron}
          onChange={(cron) => set({ cron })}
          hint="Minute, hour, day of the month, month, day of the week."
          error={isStale || isZoneWrong ? null : fault}
        />
        <fieldset aria-label="Usual times" className="flex flex-wrap gap-1.5">
          {PRESETS.map(({ label, cron }) => (
            <Button key={cron} size="sm" onPress={() => set({ cron })}>
              {label}
            </Button>
          ))}
        </fieldset>
        <ZoneField fields={fields} set={set} isWrong={isZoneWrong && !isStale} />
      </div>
      <CronPreview data={data} isStale={isStale} />
    </div>
  );
}

/** The zone of everything that is a time; it stands wherever the first of them does. */
function ZoneField({ fields, set, isWrong }: FieldsProps & { isWrong: boolean }) {
  return (
    <TextField
      label="Time zone"
      value={fields.timeZone}
      onChange={(timeZone) => set({ timeZone })}
      hint="Its IANA name, such as Europe/Berlin."
      error={isWrong ? "Not a time zone: give its IANA name, such as Europe/Berlin." : null}
    />
  );
}

function HookFields({ fields, set }: FieldsProps) {
  return (
    <FormOption
      label="By a signed call from another tool"
      isOn={fields.hasHook}
      onChange={(hasHook) => set({ hasHook })}
    >
      <TextField
        label="Only if this field (optional)"
        mono
        hint="For instance event.status"
        value={fields.filterField}
        onChange={(filterField) => set({ filterField })}
        className="w-56"
      />
      <TextField
        label="Has the value"
        mono
        hint="For instance resolved"
        value={fields.filterEquals}
        onChange={(filterEquals) => set({ filterEquals })}
        className="w-56"
      />
      <p className="w-full text-13 text-ink-3">
        Its address and its secret are on the schedule's page, once this is saved.
      </p>
    </FormOption>
  );
}

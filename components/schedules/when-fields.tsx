"use client";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { CronPreview, type PreviewCron, useCronPreview } from "./cron-preview";
import { FormOption, FormSection } from "./form-section";
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
        <TextField
          label="Seconds without another one"
          inputMode="numeric"
          value={fields.debounceSeconds}
          onChange={(debounceSeconds) => set({ debounceSeconds })}
          className="w-56"
        />
      </FormOption>
      <FormOption
        label="After a number of new sessions"
        isOn={fields.afterCount}
        onChange={(afterCount) => set({ afterCount })}
      >
        <TextField
          label="New sessions"
          inputMode="numeric"
          value={fields.newSessions}
          onChange={(newSessions) => set({ newSessions })}
          className="w-56"
        />
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
        <p className="self-end pb-1.5 text-13 text-ink-3">{fields.timeZone}; nothing starts by itself then.</p>
      </FormOption>
    </FormSection>
  );
}

function TimeFields({ fields, set, preview }: FieldsProps & { preview: PreviewCron }) {
  const { data, fault, isStale } = useCronPreview(preview, fields.cron, fields.timeZone);
  const zoneFault = fault?.startsWith("time_zone") ? fault : null;
  return (
    <div className="grid w-full gap-3 rail:grid-cols-2">
      <div className="flex flex-col gap-3">
        <TextField
          label="Cron"
          mono
          value={fields.cron}
          onChange={(cron) => set({ cron })}
          hint="Minute, hour, day of the month, month, day of the week."
          error={isStale || zoneFault ? null : fault}
        />
        <div className="flex flex-wrap gap-1">
          {PRESETS.map(({ label, cron }) => (
            <Button key={cron} size="sm" variant="quiet" onPress={() => set({ cron })}>
              {label}
            </Button>
          ))}
        </div>
        <TextField
          label="Time zone"
          value={fields.timeZone}
          onChange={(timeZone) => set({ timeZone })}
          hint="As the IANA data base names it: Europe/Berlin, Asia/Kathmandu."
          error={isStale ? null : zoneFault}
        />
      </div>
      <CronPreview data={data} isStale={isStale} />
    </div>
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
        label="Only when this field (optional)"
        mono
        hint="For instance event.status"
        value={fields.filterField}
        onChange={(filterField) => set({ filterField })}
        className="w-56"
      />
      <TextField
        label="is"
        mono
        hint="For instance resolved"
        value={fields.filterEquals}
        onChange={(filterEquals) => set({ filterEquals })}
        className="w-56"
      />
      <p className="w-full text-13 text-ink-3">The secret is made on the schedule's page, once it is saved.</p>
    </FormOption>
  );
}

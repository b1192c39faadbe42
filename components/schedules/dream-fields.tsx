"use client";

import type { ComponentProps } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Segments } from "@/components/ui/segments";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { FormSection } from "./form-section";
import { NumberField } from "./number-field";
import type { FieldsProps } from "./when-fields";

const WINDOWS = [
  { id: "since_last_completed_dream" as const, label: "Since the last dream" },
  { id: "last_days" as const, label: "Last days" },
];

/** Which sessions a dream reads, and how many it needs and may take. */
export function SessionFields({ fields, set }: FieldsProps) {
  const number = (label: string, name: ComponentProps<typeof NumberField>["name"]) => (
    <NumberField {...{ label, name, fields, set }} className="w-48" />
  );
  return (
    <FormSection title="Which sessions">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Segments
          label="How far back"
          options={WINDOWS}
          value={fields.windowType}
          onChange={(windowType) => set({ windowType })}
        />
        <Checkbox isSelected={fields.onlyWithStore} onChange={(onlyWithStore) => set({ onlyWithStore })}>
          Only those that had this store
        </Checkbox>
      </div>
      <div className="flex flex-wrap gap-3">
        {fields.windowType === "last_days" && number("Days", "windowDays")}
        {number("New sessions it needs", "minNewSessions")}
        {number("Sessions per dream, at most", "maxSessions")}
        {number("Dreams per day, at most", "maxDreams")}
      </div>
      <p className="text-13 text-ink-3">
        A session that a completed dream of the store has read is not new. What does not fit waits for the next dream.
      </p>
    </FormSection>
  );
}

/** How it dreams, and where the result goes. */
export function DreamFields({ fields, set, engines }: FieldsProps & { engines: { id: string; label: string }[] }) {
  return (
    <FormSection title="The dream">
      <Select
        label="Engine"
        options={engines}
        value={fields.engine}
        onChange={(engine) => set({ engine })}
        className="max-w-sm"
      />
      <TextField
        label="Instructions (optional)"
        rows={3}
        value={fields.instructions}
        onChange={(instructions) => set({ instructions })}
        hint="What its dreams stress; at most 4,096 characters."
      />
      <Checkbox isSelected={fields.writesStore} onChange={(writesStore) => set({ writesStore })}>
        Write into the store itself, without a review
      </Checkbox>
    </FormSection>
  );
}

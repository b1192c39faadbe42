"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { Form } from "react-aria-components/Form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { Select, type SelectOption } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { PreviewCron } from "./cron-preview";
import { DreamFields, SessionFields } from "./dream-fields";
import { bodyOf, NEW_FIELDS, type ScheduleFields } from "./schedule-fields";
import { WhenFields } from "./when-fields";

type Body = ReturnType<typeof bodyOf>;

type FormProps = {
  fields: ScheduleFields;
  set: (change: Partial<ScheduleFields>) => void;
  engines: { id: string; label: string }[];
  preview: PreviewCron;
};

function Fields({ fields, set, engines, preview }: FormProps) {
  return (
    <>
      <WhenFields fields={fields} set={set} preview={preview} />
      <SessionFields fields={fields} set={set} />
      <DreamFields fields={fields} set={set} engines={engines} />
    </>
  );
}

function useFields(initial: ScheduleFields) {
  const [fields, setFields] = useState(initial);
  return { fields, set: (change: Partial<ScheduleFields>) => setFields((now) => ({ ...now, ...change })) };
}

type CreateProps = {
  stores: SelectOption[];
  initialStoreId: string | null;
  engines: { id: string; label: string }[];
  preview: PreviewCron;
  create: Action<Body & { memory_store_id: string }, { id: string }>;
};

/** A new schedule. Its times start out in the browser's own zone. */
export function CreateScheduleForm({ stores, initialStoreId, engines, preview, create }: CreateProps) {
  const router = useRouter();
  const { run, isPending, error } = useAction(create);
  const { fields, set } = useFields({ ...NEW_FIELDS, engine: engines[0]?.id ?? null });
  const [storeId, setStoreId] = useState(initialStoreId ?? (stores.length === 1 ? (stores[0]?.id ?? null) : null));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once; the server does not know the browser's zone
  useEffect(() => set({ timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }), []);
  const problem = problemOf(fields, storeId);
  return (
    <Form
      className="flex max-w-3xl flex-col gap-6 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem || !storeId || !fields.engine) return;
        const input = { ...bodyOf(fields, fields.engine), memory_store_id: storeId };
        run(input, ({ id }) => router.push(`/schedules/${id}`));
      }}
    >
      <div className="grid gap-4 rail:grid-cols-2">
        <TextField label="Name" value={fields.name} onChange={(name) => set({ name })} maxLength={255} autoFocus />
        <Select label="Store" options={stores} value={storeId} onChange={setStoreId} />
      </div>
      <Fields fields={fields} set={set} engines={engines} preview={preview} />
      <FormFoot
        fault={error && { title: "The schedule was not created.", message: error.message }}
        verb={isPending ? "Creating…" : "Create the schedule"}
        isPending={isPending}
        problem={problem}
      >
        Nothing of the past is caught up: its first run lies ahead.
      </FormFoot>
    </Form>
  );
}

type EditProps = {
  scheduleId: string;
  initial: ScheduleFields;
  engines: { id: string; label: string }[];
  preview: PreviewCron;
  update: Action<Body & { schedule_id: string }>;
};

/** The settings of a schedule that exists. */
export function EditScheduleForm({ scheduleId, initial, engines, preview, update }: EditProps) {
  const router = useRouter();
  const { run, isPending, error } = useAction(update);
  const { fields, set } = useFields(initial);
  const problem = problemOf(fields, scheduleId);
  return (
    <Form
      className="flex max-w-3xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem || !fields.engine) return;
        run({ ...bodyOf(fields, fields.engine), schedule_id: scheduleId }, () => {
          toast({ text: "The schedule was saved." });
          router.refresh();
        });
      }}
    >
      <TextField label="Name" value={fields.name} onChange={(name) => set({ name })} maxLength={255} />
      <Fields fields={fields} set={set} engines={engines} preview={preview} />
      <FormFoot
        fault={error && { title: "The schedule was not saved.", message: error.message }}
        verb={isPending ? "Saving…" : "Save the settings"}
        isPending={isPending}
        problem={problem}
      />
    </Form>
  );
}

type FootProps = {
  /** What the server said against it. */
  fault: { title: string; message: string } | null;
  verb: string;
  isPending: boolean;
  /** What is missing before it can be sent. */
  problem: string | null;
  children?: ReactNode;
};

function FormFoot({ fault, verb, isPending, problem, children }: FootProps) {
  return (
    <>
      {fault && (
        <Note tone="error" title={fault.title}>
          {fault.message}
        </Note>
      )}
      <div className="flex flex-wrap items-center gap-3 border-t pt-4">
        <Button type="submit" variant="primary" isPending={isPending} isDisabled={problem !== null}>
          {verb}
        </Button>
        <p className="text-13 text-ink-2">{problem ?? children}</p>
      </div>
    </>
  );
}

function problemOf(fields: ScheduleFields, storeId: string | null): string | null {
  if (fields.name.trim() === "") return "Give it a name first.";
  if (!storeId) return "Choose a store first.";
  if (!fields.engine) return "Choose an engine first.";
  return null;
}

"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { useClock } from "@/components/ui/clock";
import { Note } from "@/components/ui/note";
import { countText, plural } from "@/components/ui/number-text";
import { Select, type SelectOption } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/components/ui/use-action";
import {
  characterCount,
  INSTRUCTIONS_CHARACTERS_MAX,
  type LaunchSession,
  type Picking,
  pickSessions,
} from "./launch-choice";
import { SessionPicker } from "./session-picker";

export type LaunchDream = Action<
  { store_id: string; session_ids: string[]; model: string; instructions: string | null },
  { id: string }
>;

type Props = {
  stores: { id: string; name: string; file_count: number }[];
  /** Newest first. */
  sessions: LaunchSession[];
  engines: { id: string; label: string; note?: string | undefined }[];
  initialStoreId: string | null;
  launch: LaunchDream;
};

/** Which store, which sessions, which engine, and what to mind. The button says what will happen. */
export function LaunchForm({ stores, sessions, engines, initialStoreId, launch }: Props) {
  const router = useRouter();
  const now = useClock();
  const { run, isPending, error } = useAction(launch);
  const [storeId, setStoreId] = useState<string | null>(
    initialStoreId ?? (stores.length === 1 ? (stores[0]?.id ?? null) : null),
  );
  const [engine, setEngine] = useState<string | null>(engines[0]?.id ?? null);
  const [instructions, setInstructions] = useState("");
  const [picking, setPicking] = useState<Picking>({ by: "days", days: 7, onlyWithStore: false });
  const { picked, left } = pickSessions(sessions, picking, { now, storeId });
  const events = picked.reduce((sum, session) => sum + session.event_count, 0);
  const characters = characterCount(instructions);
  const problem = launchProblem({ storeId, engine, count: picked.length, characters });

  const onSubmit = () => {
    if (problem || !storeId || !engine) return;
    const input = { store_id: storeId, session_ids: picked.map((session) => session.id), model: engine };
    run({ ...input, instructions: instructions.trim() || null }, (dream) => router.push(`/dreams/${dream.id}`));
  };
  return (
    <Form
      className="flex max-w-3xl flex-col gap-6 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <div className="grid gap-4 rail:grid-cols-2">
        <Select label="Store" options={stores.map(storeOption)} value={storeId} onChange={setStoreId} />
        <Select label="Engine" options={engines} value={engine} onChange={setEngine} />
      </div>
      <SessionPicker sessions={sessions} picking={picking} onChange={setPicking} picked={picked} left={left} />
      <TextField
        label="Instructions (optional)"
        rows={4}
        value={instructions}
        onChange={setInstructions}
        hint={`Sentence by sentence; what ${engine ?? "the engine"} cannot follow, the dream's page says. ${countText(characters)} of ${countText(INSTRUCTIONS_CHARACTERS_MAX)} characters.`}
        error={
          characters > INSTRUCTIONS_CHARACTERS_MAX
            ? `At most 4,096 characters; this has ${countText(characters)}.`
            : null
        }
      />
      {error && (
        <Note tone="error" title="The dream was not started.">
          {error.message}
        </Note>
      )}
      <div className="flex flex-wrap items-center gap-3 border-t pt-4">
        <Button type="submit" variant="primary" isPending={isPending} isDisabled={problem !== null}>
          {isPending ? "Starting…" : `Dream over ${plural(picked.length, "session")}`}
        </Button>
        <p className="text-13 text-ink-2">
          {problem ??
            `Reads ${plural(events, "event")}. The store itself does not change: you review what is proposed.`}
        </p>
      </div>
    </Form>
  );
}

function storeOption(store: Props["stores"][number]): SelectOption {
  return { id: store.id, label: store.name, note: plural(store.file_count, "file") };
}

type Choice = { storeId: string | null; engine: string | null; count: number; characters: number };

function launchProblem({ storeId, engine, count, characters }: Choice): string | null {
  if (!storeId) return "Choose a store first.";
  if (!engine) return "Choose an engine first.";
  if (count === 0) return "No session is chosen.";
  if (characters > INSTRUCTIONS_CHARACTERS_MAX) return "The instructions are too long.";
  return null;
}

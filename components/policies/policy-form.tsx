"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { Segments } from "@/components/ui/segments";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { AgentWrites, PolicyResource, PolicyReview } from "@/lib/policies/schema";
import type { FindingKind } from "@/lib/proposals/schema";
import { KindChoice } from "./kind-choice";

type Settings = Pick<PolicyResource, "review" | "kinds" | "adopted_unchanged_min" | "agent_writes">;

export type PolicyInput = Settings & { store_id: string };

type Props = { policy: PolicyResource; isArchived: boolean; save: Action<PolicyInput> };

type Option<Id> = { id: Id; label: string; hint: string };

const REVIEWS: Option<PolicyReview>[] = [
  { id: "review_required", label: "Review required", hint: "A person decides on every proposal." },
  {
    id: "auto_adopt",
    label: "Adopt by itself",
    hint: "Changes of the chosen kinds are adopted when all checks pass, never a line that a person wrote or a file that goes. The rest waits for a person. One undo switches this off.",
  },
];

const WRITES: Option<AgentWrites>[] = [
  { id: "direct", label: "At once", hint: "What agents write is in the store at once." },
  {
    id: "review",
    label: "After a review",
    hint: "What agents write waits in a proposal until a person adopts it. Agents are all callers but people in this console.",
  },
];

/** What may come into a store without a person. */
export function PolicyForm({ policy, isArchived, save }: Props) {
  const router = useRouter();
  const { run, isPending, error } = useAction(save);
  const [review, setReview] = useState(policy.review);
  const [writes, setWrites] = useState(policy.agent_writes);
  const [kinds, setKinds] = useState<ReadonlySet<FindingKind>>(new Set(policy.kinds));
  const [min, setMin] = useState(String(policy.adopted_unchanged_min));
  const problem = problemOf(review, kinds, min);
  const input = {
    store_id: policy.memory_store_id,
    review,
    kinds: [...kinds],
    adopted_unchanged_min: isCount(min) ? Number(min) : policy.adopted_unchanged_min,
    agent_writes: writes,
  };
  return (
    <Form
      className="flex max-w-xl flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        run(input, () => {
          toast({ text: "The policy was saved." });
          router.refresh();
        });
      }}
    >
      {policy.off_reason && (
        <Note tone="needs" title="This store requires reviews again.">
          {policy.off_reason}
        </Note>
      )}
      {isArchived && <Note>This store is archived: its policy can be read, not changed.</Note>}
      <Choice label="Proposals of dreams" options={REVIEWS} value={review} onChange={setReview} />
      {review === "auto_adopt" && (
        <>
          <KindChoice chosen={kinds} onChange={setKinds} policy={policy} />
          <TextField
            label="Needed before a kind is adopted by itself"
            inputMode="numeric"
            className="max-w-80"
            value={min}
            onChange={setMin}
            error={isCount(min) ? null : "A whole number from 0 to 1,000."}
            hint="So many of its newest proposals have to be adopted without an edit or a rejection."
          />
        </>
      )}
      <Choice label="What agents write" options={WRITES} value={writes} onChange={setWrites} />
      {error && <Note tone="error">{error.message}</Note>}
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" isPending={isPending} isDisabled={isArchived || problem !== null}>
          Save
        </Button>
        {problem && <span className="text-13 text-ink-2">{problem}</span>}
      </div>
    </Form>
  );
}

type ChoiceProps<Id extends string> = {
  label: string;
  options: Option<Id>[];
  value: Id;
  onChange: (value: Id) => void;
};

/** One of a few ways, under its name, with what the chosen one means. */
function Choice<Id extends string>({ label, options, value, onChange }: ChoiceProps<Id>) {
  return (
    <div className="flex flex-col items-start gap-1">
      <p className="text-13 font-medium text-ink-2">{label}</p>
      <Segments label={label} options={options} value={value} onChange={onChange} />
      <p className="text-13 text-ink-2">{options.find(({ id }) => id === value)?.hint}</p>
    </div>
  );
}

function isCount(text: string): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) <= 1_000;
}

function problemOf(review: PolicyReview, kinds: ReadonlySet<FindingKind>, min: string): string | null {
  if (review === "review_required") return null;
  if (kinds.size === 0) return "Choose at least one kind.";
  return isCount(min) ? null : "Mend the number first.";
}

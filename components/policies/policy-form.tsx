"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Form } from "react-aria-components/Form";
import { kindWord } from "@/components/dreams/finding-kind";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Note } from "@/components/ui/note";
import { Segments } from "@/components/ui/segments";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { KindProgress, PolicyResource, PolicyReview } from "@/lib/policies/schema";
import type { FindingKind } from "@/lib/proposals/schema";

export type PolicyInput = Pick<PolicyResource, "review" | "kinds" | "adopted_unchanged_min"> & { store_id: string };

type Props = { policy: PolicyResource; isArchived: boolean; save: Action<PolicyInput> };

const REVIEWS: { id: PolicyReview; label: string }[] = [
  { id: "review_required", label: "Review required" },
  { id: "auto_adopt", label: "Adopt by itself" },
];

const HINT: Record<PolicyReview, string> = {
  review_required: "A person decides on every proposal.",
  auto_adopt:
    "Changes of the chosen kinds are adopted when all checks pass, never a line that a person wrote or a file that goes. The rest waits for a person. One undo switches this off.",
};

/** `2 of 3 adopted unchanged`, by the policy as it is saved. */
export function progressText({ adopted_unchanged: count, is_ready }: KindProgress, min: number): string {
  const words = `${count} of ${min} adopted unchanged`;
  return is_ready ? `ready: ${words}` : words;
}

/** What may be adopted into a store without a person. */
export function PolicyForm({ policy, isArchived, save }: Props) {
  const router = useRouter();
  const { run, isPending, error } = useAction(save);
  const [review, setReview] = useState(policy.review);
  const [kinds, setKinds] = useState<ReadonlySet<FindingKind>>(new Set(policy.kinds));
  const [min, setMin] = useState(String(policy.adopted_unchanged_min));
  const isNumber = /^\d{1,4}$/.test(min) && Number(min) <= 1_000;
  const lacksKind = review === "auto_adopt" && kinds.size === 0;
  const toggle = (kind: FindingKind, isOn: boolean) =>
    setKinds(new Set(isOn ? [...kinds, kind] : [...kinds].filter((each) => each !== kind)));
  const input = {
    store_id: policy.memory_store_id,
    review,
    kinds: [...kinds],
    adopted_unchanged_min: Number(min),
  };
  return (
    <Form
      className="flex max-w-2xl flex-col gap-4"
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
      {error && <Note tone="error">{error.message}</Note>}
      <div className="flex flex-col items-start gap-1">
        <Segments label="Review" options={REVIEWS} value={review} onChange={setReview} />
        <p className="text-13 text-ink-2">{HINT[review]}</p>
      </div>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-13 font-medium text-ink-2">Kinds that may be adopted by themselves</legend>
        {policy.progress.map((progress) => (
          <div key={progress.kind} className="flex flex-wrap items-center justify-between gap-x-3">
            <Checkbox isSelected={kinds.has(progress.kind)} onChange={(isOn) => toggle(progress.kind, isOn)}>
              {kindWord(progress.kind)}
            </Checkbox>
            <span className="text-12 text-ink-3">{progressText(progress, policy.adopted_unchanged_min)}</span>
          </div>
        ))}
      </fieldset>
      <TextField
        label="Adopted unchanged before"
        className="max-w-60"
        inputMode="numeric"
        value={min}
        onChange={setMin}
        error={isNumber ? null : "A whole number from 0 to 1,000."}
        hint="That many proposals of a kind, the newest ones, without an edit or a rejection."
      />
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" isPending={isPending} isDisabled={isArchived || lacksKind || !isNumber}>
          Save
        </Button>
        {lacksKind && <span className="text-13 text-ink-2">Choose at least one kind.</span>}
      </div>
    </Form>
  );
}

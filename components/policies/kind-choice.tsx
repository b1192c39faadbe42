import { kindWord } from "@/components/dreams/finding-kind";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import type { PolicyResource } from "@/lib/policies/schema";
import type { FindingKind } from "@/lib/proposals/schema";

const NOTE: Record<FindingKind, string> = {
  merge: "Several notes say the same.",
  contradict: "Notes, or a note and transcripts, disagree.",
  stale: "A note no longer holds.",
  verify: "A note was seen to hold.",
  mistake: "The same failure in several sessions.",
  pattern: "One thing follows another.",
  workflow: "Steps of sessions that went well.",
  preference: "What people asked for.",
  organise: "An index, names and places of files.",
};

type Props = {
  chosen: ReadonlySet<FindingKind>;
  onChange: (chosen: Set<FindingKind>) => void;
  /** As it is saved. */
  policy: Pick<PolicyResource, "progress" | "adopted_unchanged_min">;
};

/** The kinds of findings that may be adopted without a person, each with how far people have come to trust it. */
export function KindChoice({ chosen, onChange, policy }: Props) {
  const toggle = (kind: FindingKind, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(kind);
    else next.delete(kind);
    onChange(next);
  };
  return (
    <fieldset>
      <legend className="mb-1 text-13 font-medium text-ink-2">Kinds that may be adopted by themselves</legend>
      <p className="border-b py-1 text-right text-12 text-ink-3">Adopted unchanged</p>
      {policy.progress.map(({ kind, adopted_unchanged: count, is_ready: isReady }) => (
        <div key={kind} className="flex items-center justify-between gap-3 border-b py-1.5">
          <Checkbox isSelected={chosen.has(kind)} onChange={(isOn) => toggle(kind, isOn)}>
            <span>
              <span className="block first-letter:uppercase">{kindWord(kind)}</span>
              <span className="block text-12 text-ink-3">{NOTE[kind]}</span>
            </span>
          </Checkbox>
          <span className="flex shrink-0 items-center gap-2 text-13 text-ink-2 tabular-nums">
            {isReady && <Chip tone="added">ready</Chip>}
            {count} of {policy.adopted_unchanged_min}
          </span>
        </div>
      ))}
    </fieldset>
  );
}

import { Chip } from "@/components/ui/chip";
import { CodeSpans } from "@/components/ui/code-spans";
import type { FindingResource } from "@/lib/proposals/schema";

type Props = { finding: Pick<FindingResource, "state" | "reason"> };

/** Whether a finding's change is in the proposal, off, or there is none. */
export function FindingState({ finding: { state } }: Props) {
  if (state === "proposed") return <Chip tone="accent">proposed</Chip>;
  return state === "off" ? <Chip tone="needs">off</Chip> : <Chip>left alone</Chip>;
}

/** Why a finding is not in the proposal; nothing when it is. */
export function FindingReason({ finding: { state, reason } }: Props) {
  if (state === "proposed" || reason === null) return null;
  return (
    <span className="text-ink-2 [overflow-wrap:anywhere]">
      {state === "off" ? "Off: " : "Left alone: "}
      <CodeSpans text={reason} />
    </span>
  );
}

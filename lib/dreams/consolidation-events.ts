import type { ThreadId } from "@/lib/core/ids";
import type { Finding, Proposal } from "@/lib/engines/types";
import type { AppendEvent } from "@/lib/sessions/append-events";

/**
 * What consolidating leaves in the dream's session: a message for each finding with a change, one that counts what was
 * left alone, and one with the instructions that were not followed.
 */
export function consolidationEvents(
  threadId: ThreadId,
  { findings, instructions }: Pick<Proposal, "findings" | "instructions">,
): AppendEvent[] {
  const leftAlone = findings.filter((finding) => finding.state === "left_alone");
  const lines = findings.flatMap((finding) => lineOf(finding) ?? []);
  const unfollowed = instructions.filter((instruction) => !instruction.isApplied);
  const said = [
    ...(findings.length === 0 ? ["No findings: the memory stays as it is."] : lines),
    ...(leftAlone.length === 0 ? [] : [`Seen and left alone: ${countsOf(leftAlone)}.`]),
    ...(unfollowed.length === 0
      ? []
      : [
          [
            "Not followed from the instructions:",
            ...unfollowed.map(({ text, remark }) => `- ${text} (${remark})`),
          ].join("\n"),
        ]),
  ];
  return said.map((text) => ({ threadId, type: "agent.message", payload: { content: [{ type: "text", text }] } }));
}

function lineOf({ kind, state, rationale, reason }: Finding): string | null {
  if (state === "left_alone") return null;
  return state === "off" ? `${kind}, off: ${rationale} ${reason ?? ""}`.trimEnd() : `${kind}: ${rationale}`;
}

/** `3 merge, 1 stale`, in the order of the first of each kind. */
function countsOf(findings: Finding[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(", ");
}

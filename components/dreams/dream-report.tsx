import { Check, CircleSlash } from "lucide-react";
import { Chip } from "@/components/ui/chip";
import { CodeSpans } from "@/components/ui/code-spans";
import { VisibleText } from "@/components/ui/visible-text";
import type { EngineReportResource } from "@/lib/proposals/schema";
import { churnText } from "./churn-text";

type Props = {
  report: EngineReportResource;
  /** Files of the snapshot. */
  memoryCount: number;
};

/** What became of the instructions, and how much the proposal changes; nothing before there is one. */
export function DreamReport({ report: { instructions, churn }, memoryCount }: Props) {
  if (instructions.length === 0 && churn === null) return null;
  return (
    <div className="shrink-0 border-b px-4 py-2 text-13">
      {instructions.length > 0 && <Instructions instructions={instructions} />}
      {churn && <p className="text-ink-2">{churnText(churn, memoryCount)}</p>}
    </div>
  );
}

/** What was not followed comes first, and then the list stands open. */
function Instructions({ instructions }: Pick<EngineReportResource, "instructions">) {
  const missed = instructions.filter((instruction) => !instruction.is_applied);
  const ordered = [...missed, ...instructions.filter((instruction) => instruction.is_applied)];
  return (
    <section aria-label="Instructions" className="mb-1.5">
      <details open={missed.length > 0}>
        <summary className="-ml-0.5 cursor-pointer py-0.5 font-medium text-ink marker:text-ink-3">
          <h2 className="mr-2 inline font-medium">Instructions</h2>
          <Chip tone={missed.length > 0 ? "needs" : "plain"}>
            {missed.length > 0 ? `${missed.length} of ${instructions.length} not followed` : "all followed"}
          </Chip>
        </summary>
        <ul className="flex max-h-72 max-w-[90ch] flex-col gap-1 overflow-y-auto py-1 max-wide:max-h-none">
          {ordered.map((instruction, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same sentence may stand there twice, and none moves
            <Sentence key={index} instruction={instruction} />
          ))}
        </ul>
      </details>
    </section>
  );
}

function Sentence({
  instruction: { text, is_applied, remark },
}: {
  instruction: Props["report"]["instructions"][number];
}) {
  const Icon = is_applied ? Check : CircleSlash;
  return (
    <li className="flex gap-2">
      <Icon
        size={14}
        aria-hidden
        className={is_applied ? "mt-0.75 shrink-0 text-ink-3" : "mt-0.75 shrink-0 text-needs"}
      />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <q className="whitespace-pre-wrap">
          <VisibleText text={text} />
        </q>{" "}
        <span className={is_applied ? "text-ink-3" : "text-needs"}>{is_applied ? "followed" : "not followed"}</span>
        {remark && (
          <span className="text-ink-2">
            : <CodeSpans text={remark} />
          </span>
        )}
      </span>
    </li>
  );
}

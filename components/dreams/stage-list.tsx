import { cx } from "@/components/ui/cx";
import type { ProgressStage } from "./progress";
import { StepMark } from "./step-mark";

/** The stages of a dream in their order, with live counts. */
export function StageList({ stages }: { stages: ProgressStage[] }) {
  return (
    <ol className="text-13">
      {stages.map((stage) => (
        <li
          key={stage.id}
          aria-current={stage.state === "running" ? "step" : undefined}
          className="flex min-h-8 items-center gap-2.5 border-b last:border-0"
        >
          <StepMark state={stage.state} />
          <span
            className={cx(
              "flex-1",
              stage.state === "waiting" && "text-ink-3",
              stage.state === "running" && "font-medium text-accent",
            )}
          >
            {stage.label}
          </span>
          {stage.count && <span className="text-12 text-ink-3">{stage.count}</span>}
        </li>
      ))}
    </ol>
  );
}

import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { QuotedText } from "@/components/ui/quoted-text";
import { clockTime, exactTime } from "@/components/ui/time-text";
import { CallView } from "./call-view";
import { holdsEvent, type ScriptLine } from "./script";

export type ThreadLine = Extract<ScriptLine, { kind: "thread" }>;

export type ScriptProps = {
  lines: ScriptLine[];
  /** The event to point at, and the words in it to mark. */
  targetId?: string | null;
  quote?: string | null;
  /** Draws a sub-agent; without it sub-agents are only named. */
  renderThread?: ((line: ThreadLine) => ReactNode) | undefined;
};

/** A transcript as a script: time in the margin, who speaks, what is said and done. */
export function ScriptView(props: ScriptProps) {
  return (
    <ol className="text-14">
      {props.lines.map((line) => {
        const isTarget = holdsEvent(line, props.targetId ?? null);
        return (
          <li
            key={line.event.id}
            id={line.event.id}
            aria-current={isTarget ? "location" : undefined}
            className={cx(
              "grid scroll-mt-16 grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 px-4 py-1.5 max-rail:grid-cols-1",
              isTarget && "bg-needs-soft/60 shadow-[inset_2px_0_0_var(--needs)]",
              !isTarget && "target:bg-needs-soft/60",
            )}
          >
            <Moment at={line.event.processed_at} />
            <Line line={line} {...props} quote={isTarget ? (props.quote ?? null) : null} isTarget={isTarget} />
          </li>
        );
      })}
    </ol>
  );
}

function Moment({ at }: { at: string | null }) {
  if (!at) return <span className="pt-0.5 text-12 text-ink-3">queued</span>;
  return (
    <time dateTime={at} title={exactTime(at)} className="pt-0.5 font-mono text-12 text-ink-3">
      {clockTime(at)}
    </time>
  );
}

const SPEAKER = { person: "User", agent: "Agent", system: "System" };

type LineProps = Omit<ScriptProps, "lines" | "targetId"> & { line: ScriptLine; isTarget: boolean };

function Line({ line, quote = null, isTarget, renderThread }: LineProps) {
  switch (line.kind) {
    case "speech":
      return (
        <div className="max-w-[80ch]">
          <p className={cx("text-12 font-semibold", line.speaker === "person" ? "text-accent" : "text-ink-2")}>
            {SPEAKER[line.speaker]}
          </p>
          <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
            <QuotedText text={line.text} quote={quote} />
          </p>
        </div>
      );
    case "call":
      return <CallView line={line} quote={quote} isOpen={isTarget} />;
    case "result":
      return (
        <pre className="max-h-80 overflow-auto font-mono text-12 whitespace-pre-wrap text-ink-2">
          <QuotedText text={line.outcome.text} quote={quote} />
        </pre>
      );
    case "thread":
      return renderThread?.(line) ?? <p className="text-13 font-medium">Sub-agent {line.agentName}</p>;
    case "message":
      return (
        <div className="max-w-[80ch]">
          <p className="text-12 font-semibold text-ink-2">Message {line.towards}</p>
          <p className="whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]">
            <QuotedText text={line.text} quote={quote} />
          </p>
        </div>
      );
    case "remark":
      return (
        <p className={line.tone === "error" ? "text-removed" : "text-12 leading-5 text-ink-3"}>
          {line.tone === "error" && "Error: "}
          <QuotedText text={line.text} quote={quote} />
        </p>
      );
  }
}

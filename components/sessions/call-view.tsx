import { BookOpen, ChevronRight, CircleX, PencilLine, Wrench } from "lucide-react";
import Link from "next/link";
import { cx } from "@/components/ui/cx";
import { QuotedText } from "@/components/ui/quoted-text";
import { VisibleText } from "@/components/ui/visible-text";
import { callLine, inputFields, outcomeLine } from "./call-text";
import type { MemoryUse } from "./memory-use";
import type { ScriptLine } from "./script";

type Call = Extract<ScriptLine, { kind: "call" }>;

/** A tool call folded to one line with its outcome; open, it shows everything that went in and came out. */
export function CallView({ line, quote, isOpen }: { line: Call; quote: string | null; isOpen: boolean }) {
  const failed = line.outcome?.isError ?? false;
  return (
    <details open={isOpen} className="group/call min-w-0">
      <summary className="flex min-h-6 cursor-pointer list-none items-center gap-1.5 rounded-sm text-13 hover:bg-panel [&::-webkit-details-marker]:hidden">
        <ChevronRight size={13} aria-hidden className="shrink-0 text-ink-3 group-open/call:rotate-90" />
        <CallIcon line={line} failed={failed} />
        <span className="shrink-0 font-mono font-medium">{line.name}</span>
        <span className="min-w-0 truncate font-mono text-12 text-ink-2">
          {line.memory ? (
            <span className="text-accent">
              <VisibleText text={line.memory.path} /> <span className="text-ink-3">in {line.memory.store.name}</span>
            </span>
          ) : (
            <VisibleText text={callLine(line.input)} />
          )}
        </span>
        {failed && line.outcome && (
          <span className="min-w-0 shrink truncate font-mono text-12 text-removed">
            failed: <VisibleText text={outcomeLine(line.outcome.text)} />
          </span>
        )}
        {!line.outcome && <span className="shrink-0 text-12 text-ink-3">no outcome</span>}
      </summary>
      <div className="mt-1 ml-5 flex flex-col gap-2 border-l pl-3">
        {line.memory && <MemoryLine use={line.memory} />}
        {inputFields(line.input).map((field) => (
          <div key={field.key}>
            <p className="text-12 text-ink-3">{field.key}</p>
            <Block text={field.text} quote={quote} />
          </div>
        ))}
        {line.outcome && (
          <div id={line.outcome.event.id} className="scroll-mt-16">
            <p className={cx("text-12", failed ? "text-removed" : "text-ink-3")}>{failed ? "error" : "outcome"}</p>
            <Block text={line.outcome.text} quote={quote} />
          </div>
        )}
      </div>
    </details>
  );
}

function CallIcon({ line, failed }: { line: Call; failed: boolean }) {
  if (failed) return <CircleX size={13} role="img" aria-label="Failed" className="shrink-0 text-removed" />;
  if (line.memory?.verb === "read") return <BookOpen size={13} aria-hidden className="shrink-0 text-accent" />;
  if (line.memory) return <PencilLine size={13} aria-hidden className="shrink-0 text-accent" />;
  return <Wrench size={13} aria-hidden className="shrink-0 text-ink-3" />;
}

function MemoryLine({ use }: { use: MemoryUse }) {
  return (
    <p className="text-13 text-ink-2">
      {use.verb}{" "}
      <Link
        href={`/stores/${use.store.id}?path=${encodeURIComponent(use.path)}`}
        className="font-mono text-accent hover:underline"
      >
        {use.path}
      </Link>{" "}
      in {use.store.name}
    </p>
  );
}

function Block({ text, quote }: { text: string; quote: string | null }) {
  if (text === "") return <p className="text-12 text-ink-3">empty</p>;
  return (
    <pre className="max-h-96 overflow-auto font-mono text-12 leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]">
      <QuotedText text={text} quote={quote} />
    </pre>
  );
}

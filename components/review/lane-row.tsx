"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { plural } from "@/components/ui/number-text";
import { Skeleton } from "@/components/ui/skeleton";
import { conflictCount, isSettled, type LaneResult, type LaneSides, mergeSides, startResult } from "./conflict-lane";
import { LaneColumns } from "./lane-columns";

const CodeEditor = dynamic(() => import("@/components/memories/code-editor"), {
  ssr: false,
  loading: () => <Skeleton className="m-4 h-96" />,
});

type Props = {
  sides: LaneSides;
  result: LaneResult | undefined;
  isCurrent: boolean;
  onResult: (result: LaneResult) => void;
  /** Absent where nothing can be left out. */
  onLeaveOut?: () => void;
  /** What the third text is. */
  wanted?: LaneWanted;
};

/** The third text of a conflict in words: over its column, on the button that takes it, in what is settled, and read out. */
export type LaneWanted = { title: string; take: string; settled: string; lines: string };

const PROPOSED: LaneWanted = {
  title: "Proposed",
  take: "Take the proposal's",
  settled: "settled: the proposal's lines",
  lines: "Take the proposal's lines",
};

/** A file that changed in the same place as the proposal: both texts, what they were made of, and what shall be there. */
export function LaneRow({ sides, result, isCurrent, onResult, onLeaveOut, wanted = PROPOSED }: Props) {
  const count = useMemo(() => conflictCount(sides), [sides]);
  const shown = useMemo(() => result ?? startResult(sides), [result, sides]);
  const settled = isSettled(result, sides);
  const hasMoved = result !== undefined && result.how !== "start" && !settled;
  const words = {
    start: "not settled",
    store: "settled: the store's lines",
    proposal: wanted.settled,
    hand: "settled by hand",
  } satisfies Record<LaneResult["how"], string>;
  const set = (how: LaneResult["how"], content: string | null) =>
    onResult({ how, content, liveSha256: sides.liveSha256 });
  return (
    <article
      aria-label={`Conflict in ${sides.path}`}
      aria-current={isCurrent ? "true" : undefined}
      className="border-b border-l-2 border-l-needs"
    >
      <header className="flex flex-wrap items-center gap-2 bg-needs-soft px-3 py-2 text-13">
        <Chip tone={settled ? "plain" : "needs"}>{settled ? words[shown.how] : words.start}</Chip>
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          {sides.reason}
          {sides.livePath && sides.livePath !== sides.path && ` It is at ${sides.livePath} now.`}
          {hasMoved && " The store changed again since you settled it; your text is kept below. Look again and say so."}
        </span>
      </header>
      <LaneColumns sides={sides} wanted={wanted.title} />
      <div className="flex flex-wrap items-center gap-2 border-b px-3 py-2">
        <h3 className="w-full text-13 font-medium">
          Result
          <span className="ml-2 font-normal text-ink-3">
            {plural(count, "place")} in conflict, everything else is merged
          </span>
        </h3>
        <Button
          size="sm"
          aria-label={`Keep the store's lines in ${sides.path}`}
          onPress={() => set("store", mergeSides(sides, "store"))}
        >
          Keep the store's
        </Button>
        <Button
          size="sm"
          aria-label={`${wanted.lines} in ${sides.path}`}
          onPress={() => set("proposal", mergeSides(sides, "proposal"))}
        >
          {wanted.take}
        </Button>
        <Button
          size="sm"
          isDisabled={shown.content === null}
          aria-label={`Use the text below for ${sides.path}`}
          onPress={() => set("hand", shown.content)}
        >
          Use the text below
        </Button>
        {onLeaveOut && (
          <Button size="sm" variant="quiet" aria-label={`Leave ${sides.path} out`} onPress={onLeaveOut}>
            Leave this file out
          </Button>
        )}
      </div>
      {shown.content === null ? (
        <p className="px-4 py-3 text-13 text-ink-2">There would be no file.</p>
      ) : (
        <section aria-label={`Result for ${sides.path}`}>
          {shown.how === "start" && (
            <p className="px-3 py-2 text-13 text-ink-2">
              Where both changed the same lines, both stand here, the store's first. Edit the text, then use it.
            </p>
          )}
          <CodeEditor
            value={shown.content}
            onChange={(text) => {
              if (text !== shown.content) set("hand", text);
            }}
            onSave={() => set("hand", shown.content)}
          />
        </section>
      )}
    </article>
  );
}

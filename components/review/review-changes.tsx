"use client";

import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { memo, type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import type { ActorNames } from "@/components/actors/actor";
import type { DiffMode } from "@/components/versions/version-compare";
import { EditedRow } from "./edited-row";
import { FileHeadRow } from "./file-head-row";
import { HunkRow } from "./hunk-row";
import { LaneRow } from "./lane-row";
import { laneSides } from "./lane-sides";
import { estimateRow, isStop, type ReviewRow } from "./review-rows";
import type { DiffTexts, LoadedFile } from "./use-diff-texts";
import type { ReviewState } from "./use-review";

type Props = {
  review: ReviewState;
  texts: DiffTexts;
  mode: DiffMode;
  /** Of the agents that wrote the files. */
  names: ActorNames;
  onEdit: (path: string) => void;
  onFinding: (hunkId: string, findingId: string) => void;
};

/** What is drawn before the page knows its size, so that the server's answer shows something. */
const FIRST_RECT = { width: 800, height: 900 };

/** Longer than it takes to scroll to a row and to measure what is around it. */
const WISH_MS = 600;

/** All changes in one column; only what is near the viewport is mounted and fetched. */
export function ReviewChanges(props: Props) {
  const { review, texts } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { rows } = review;
  const onFinding = useStable(props.onFinding);
  // A new function would make the virtualizer measure every row again.
  const sizes = useMemo(() => rows.map((row) => estimateRow(review.index, row)), [rows, review.index]);
  const onEdit = useStable(props.onEdit);
  const onRetry = useStable(texts.retry);
  const getItemKey = useCallback((at: number) => rows[at]?.key ?? at, [rows]);
  const virtual = useVirtualizer({
    count: review.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => sizes[at] ?? 0,
    getItemKey,
    overscan: 3,
    initialRect: FIRST_RECT,
    // The row with the cursor stays mounted, so that the focus inside it is not lost.
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range);
      return shown.includes(review.at) || review.at >= range.count
        ? shown
        : [...shown, review.at].sort((a, b) => a - b);
    },
  });
  const items = virtual.getVirtualItems();
  useEffect(() => {
    texts.want([...new Set(items.flatMap((item) => review.rows[item.index]?.path ?? []))]);
  });
  const wanted = useScrollWish(review, (at, align) => virtual.scrollToIndex(at, { align }));
  useCursorInView({
    review,
    scroller,
    wanted,
    placeAt: (at) => virtual.measurementsCache[at],
    mounted: () => virtual.getVirtualItems().map((item) => item.index),
  });
  const byHand = () => {
    wanted.current = null;
  };
  return (
    <div
      ref={scroller}
      onWheel={byHand}
      onTouchMove={byHand}
      onPointerDown={byHand}
      className="h-full overflow-y-auto [overflow-anchor:none]"
    >
      <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => (
          <div
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${item.start}px)` }}
            onFocusCapture={() => isStop(review.rows, item.index) && review.goTo(String(item.key))}
            onPointerDown={() => isStop(review.rows, item.index) && review.goTo(String(item.key))}
          >
            <MemoRow
              {...{ review, onFinding, onEdit, onRetry }}
              mode={props.mode}
              names={props.names}
              loaded={texts.of(rows[item.index]?.path ?? "")}
              row={rows[item.index] as ReviewRow}
              isCurrent={item.index === review.at}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

type RowProps = Pick<Props, "review" | "mode" | "names" | "onEdit" | "onFinding"> & {
  row: ReviewRow;
  loaded: LoadedFile;
  isCurrent: boolean;
  onRetry: (path: string) => void;
};

/** What a row shows of a review: the cursor moves without the other rows. */
function isSameRow(before: RowProps, after: RowProps): boolean {
  const [a, b] = [before.review, after.review];
  return (
    before.row === after.row &&
    before.loaded === after.loaded &&
    before.isCurrent === after.isCurrent &&
    before.mode === after.mode &&
    before.names === after.names &&
    a.index === b.index &&
    a.choices === b.choices &&
    a.lanes === b.lanes &&
    a.refused === b.refused
  );
}

const MemoRow = memo(RowView, isSameRow);

function RowView({ row, isCurrent, loaded, review, mode, names, onEdit, onFinding, onRetry }: RowProps) {
  const file = review.index.byPath.get(row.path);
  const entry = review.index.byHunk.get(row.hunkId ?? "");
  if (!file) return null;
  if (row.type === "file") return <FileHeadRow entry={file} {...{ review, names, isCurrent }} />;
  if (row.type === "edited") return <EditedRow {...{ review, loaded, mode, onEdit, isCurrent }} path={row.path} />;
  if (row.type === "lane") {
    const sides = laneSides(review.choices, file, { refused: review.refused, file: loaded.file });
    if (!sides) return <div role="status" aria-label="Loading the conflict" className="h-96" />;
    return (
      <LaneRow
        sides={sides}
        result={review.choices.lanes.get(row.path)}
        isCurrent={isCurrent}
        onResult={(result) => review.step({ type: "lane", path: row.path, result })}
        onLeaveOut={() => review.step({ type: "choose", entries: file.open, choice: "leave" })}
      />
    );
  }
  if (!entry) return null;
  return <HunkRow {...{ entry, file, review, loaded, mode, isCurrent, onEdit, onFinding, onRetry }} />;
}

/** The same function for as long as the page stands, which calls the newest. */
function useStable<Args extends unknown[]>(call: (...args: Args) => void): (...args: Args) => void {
  const newest = useRef(call);
  newest.current = call;
  return useCallback((...args: Args) => newest.current(...args), []);
}

/** Brings the wished row into view once per wish. @returns the wish that is under way */
function useScrollWish(review: ReviewState, scrollTo: (at: number, align: "auto" | "start") => void) {
  const wanted = useRef<string | null>(null);
  const done = useRef(review.wish);
  useEffect(() => {
    if (review.wish === null || done.current === review.wish) return;
    const at = review.placeOf.get(review.wish.key);
    if (at === undefined) return;
    done.current = review.wish;
    const { key } = review.wish;
    wanted.current = key;
    scrollTo(at, review.wish.align);
    // It may be in view already: then nothing scrolls, and the next scroll is a person's.
    setTimeout(() => {
      if (wanted.current === key) wanted.current = null;
    }, WISH_MS);
  });
  return wanted;
}

type InView = {
  review: ReviewState;
  scroller: RefObject<HTMLDivElement | null>;
  wanted: RefObject<string | null>;
  placeAt: (at: number) => { start: number; end: number } | undefined;
  mounted: () => number[];
};

/** A cursor that was scrolled out of sight moves to the first change in sight: no key acts on what one does not see. */
function useCursorInView({ review, scroller, wanted, placeAt, mounted }: InView): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const isInView = (at: number) => {
      const place = placeAt(at);
      const { scrollTop, clientHeight } = element;
      return place !== undefined && place.end > scrollTop + 8 && place.start < scrollTop + clientHeight - 8;
    };
    const onScroll = () => {
      if (element.clientHeight === 0) return;
      if (wanted.current !== null) {
        if (isInView(review.placeOf.get(wanted.current) ?? -1)) wanted.current = null;
        return;
      }
      if (isInView(review.at)) return;
      const at = mounted().find((place) => isInView(place) && isStop(review.rows, place));
      const row = review.rows[at ?? -1];
      if (row) review.goTo(row.key);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  });
}

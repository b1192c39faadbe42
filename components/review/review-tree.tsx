"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { fileGroup, type HunkEntry } from "./review-index";
import { type TreeNode, type VisibleNode, visibleNodes } from "./tree-nodes";
import { nodeTick, TreeRow } from "./tree-row";
import type { ReviewState } from "./use-review";

type Props = {
  label: string;
  nodes: TreeNode[];
  review: ReviewState;
  startClosed: ReadonlySet<string>;
  /** `isVisit`: only passed by on the way with the arrow keys. */
  onOpen: (node: TreeNode, isVisit: boolean) => void;
};

const ROW_PIXELS = 32;
const FINDING_PIXELS = 48;
const FIRST_RECT = { width: 272, height: 800 };

/** Which key moves by how many lines. */
const MOVES: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -1e9, End: 1e9, PageDown: 12, PageUp: -12 };

/** What changes, as a tree (WAI-ARIA): arrows move, Enter opens, Space ticks. Only what is in sight is mounted. */
export function ReviewTree({ label, review, ...props }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const tree = useTree({ review, ...props }, scroller);
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={rowId(tree.activeAt)}
      onKeyDown={tree.onKeyDown}
      className="group/tree min-h-0 flex-1 overflow-y-auto outline-none"
    >
      <div role="presentation" className="relative" style={{ height: tree.virtual.getTotalSize() }}>
        {tree.virtual.getVirtualItems().map((item) => {
          const shown = tree.visible[item.index] as VisibleNode;
          const { node } = shown;
          return (
            <div
              key={item.key}
              role="presentation"
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <TreeRow
                id={rowId(item.index)}
                shown={shown}
                review={review}
                isOpen={!tree.closed.has(node.key)}
                isActive={item.index === tree.activeAt}
                isCurrent={item.index === tree.currentAt}
                onPress={() => tree.press(node)}
                onTick={() => tickNode(review, node)}
                onToggle={() => tree.toggle(node.key, tree.closed.has(node.key))}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Which nodes are open, which one is active, and what keys do. */
function useTree(
  { nodes, review, startClosed, onOpen }: Omit<Props, "label">,
  scroller: RefObject<HTMLDivElement | null>,
) {
  const [closed, setClosed] = useState(startClosed);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const visible = useMemo(() => visibleNodes(nodes, closed), [nodes, closed]);
  const places = useMemo(() => placesOf(visible), [visible]);
  const currentAt = places.get(fileGroup(review.row?.path ?? "")) ?? places.get(review.hunk?.hunk.id ?? "") ?? -1;
  const activeAt = places.get(activeKey ?? "") ?? Math.max(0, currentAt);
  const getItemKey = useCallback((at: number) => visible[at]?.node.key ?? at, [visible]);
  const virtual = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (visible[at]?.node.finding ? FINDING_PIXELS : ROW_PIXELS),
    getItemKey,
    overscan: 6,
    initialRect: FIRST_RECT,
  });

  // The tree follows the cursor of the changes.
  const scrollTo = useRef(virtual.scrollToIndex);
  scrollTo.current = virtual.scrollToIndex;
  useEffect(() => {
    setActiveKey(null);
    if (currentAt >= 0) scrollTo.current(currentAt, { align: "auto" });
  }, [currentAt]);

  const moveTo = (at: number) => {
    const next = Math.min(visible.length - 1, Math.max(0, at));
    const node = visible[next]?.node;
    setActiveKey(node?.key ?? null);
    virtual.scrollToIndex(next, { align: "auto" });
    if (node?.file || node?.hunk) onOpen(node, true);
  };
  const toggle = (key: string, isOpen: boolean) => {
    const next = new Set(closed);
    if (isOpen) next.delete(key);
    else next.add(key);
    setClosed(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const shown = visible[activeAt];
    if (!shown || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = MOVES[event.key];
    const name = by === undefined ? keyAction(event.key, shown, closed) : null;
    if (by === undefined && name === null) return;
    event.preventDefault();
    if (by !== undefined) moveTo(activeAt + by);
    if (name !== null) ACTS[name]({ shown, moveTo, toggle, places, activeAt, review, onOpen });
  };
  const press = (node: TreeNode) => {
    setActiveKey(node.key);
    onOpen(node, false);
  };
  return { visible, closed, activeAt, currentAt, virtual, onKeyDown, toggle, press };
}

type Act = {
  shown: VisibleNode;
  moveTo: (at: number) => void;
  toggle: (key: string, isOpen: boolean) => void;
  places: ReadonlyMap<string, number>;
  activeAt: number;
  review: ReviewState;
  onOpen: Props["onOpen"];
};

const ACTS = {
  open: ({ shown, onOpen }: Act) => onOpen(shown.node, false),
  tick: ({ shown, review }: Act) => tickNode(review, shown.node),
  unfold: ({ shown, toggle }: Act) => toggle(shown.node.key, true),
  fold: ({ shown, toggle }: Act) => toggle(shown.node.key, false),
  child: ({ activeAt, moveTo }: Act) => moveTo(activeAt + 1),
  parent: ({ shown, places, moveTo }: Act) => moveTo(places.get(shown.parent ?? "") ?? 0),
};

/** What a key does that does not simply move up or down. */
function keyAction(key: string, { node, parent }: VisibleNode, closed: ReadonlySet<string>): keyof typeof ACTS | null {
  const isOpen = node.children.length > 0 && !closed.has(node.key);
  if (key === "Enter") return "open";
  if (key === " ") return "tick";
  if (key === "ArrowRight" && node.children.length > 0) return isOpen ? "child" : "unfold";
  if (key === "ArrowLeft") {
    if (isOpen) return "fold";
    return parent === null ? null : "parent";
  }
  return null;
}

/** Takes all of a node, or leaves all of it out when all was taken. */
function tickNode(review: ReviewState, node: TreeNode): void {
  const entries: readonly HunkEntry[] = node.hunk ? [node.hunk] : (review.index.groups.get(node.group ?? "") ?? []);
  review.step({ type: "choose", entries, choice: nodeTick(review, node) === true ? "leave" : "accept" });
}

const rowId = (at: number): string => `review-tree-${at}`;

/** Where each node stands; a hunk, which may stand under several findings, also by its id, where it stands first. */
function placesOf(visible: VisibleNode[]): Map<string, number> {
  const places = new Map<string, number>();
  visible.forEach(({ node }, at) => {
    places.set(node.key, at);
    if (node.hunk && !places.has(node.hunk.hunk.id)) places.set(node.hunk.hunk.id, at);
  });
  return places;
}

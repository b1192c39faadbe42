"use client";

import { Check, ChevronRight, Eye, Minus, TriangleAlert, X } from "lucide-react";
import { kindWord } from "@/components/dreams/finding-kind";
import { CodeSpans } from "@/components/ui/code-spans";
import { cx } from "@/components/ui/cx";
import { choiceOf, tallyOf } from "./choices";
import { OperationMark } from "./operation-mark";
import type { TreeNode, VisibleNode } from "./tree-nodes";
import type { ReviewState } from "./use-review";

/** Whether all, some or none of what a node stands for is taken; null when nothing of it can be decided. */
export function nodeTick(review: ReviewState, node: TreeNode): boolean | "mixed" | null {
  if (node.hunk) return node.hunk.isOpen ? choiceOf(review.choices, node.hunk) === "accept" : null;
  const tally = tallyOf(review.choices, node.group ?? "");
  const open = tally.accept + tally.leave + tally.reject;
  if (open === 0) return null;
  if (tally.accept === 0) return false;
  return tally.accept === open ? true : "mixed";
}

/** What is read out for a node: its path, or what was found. */
function nodeName(node: TreeNode): string {
  return node.file?.file.path ?? node.label;
}

type Props = {
  id: string;
  shown: VisibleNode;
  review: ReviewState;
  isOpen: boolean;
  isActive: boolean;
  isCurrent: boolean;
  onPress: () => void;
  onTick: () => void;
  onToggle: () => void;
};

/** A line of the tree. The tree itself has the focus; pointer and keys do the same. */
export function TreeRow(props: Props) {
  const { id, shown, review, isOpen, isActive, isCurrent, onPress } = props;
  const { node, level, position, setSize } = shown;
  const tick = nodeTick(review, node);
  const hasChildren = node.children.length > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the tree, which holds the focus
    // biome-ignore lint/a11y/useFocusableInteractive: the tree names its active item instead of moving the focus
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={setSize}
      aria-label={nodeName(node)}
      aria-checked={tick ?? undefined}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-current={isCurrent ? "true" : undefined}
      onClick={onPress}
      className={cx(
        "flex cursor-default items-center gap-1.5 pr-3 text-13",
        node.finding ? "h-12" : "h-8",
        isCurrent ? "bg-accent-soft" : "hover:bg-panel",
        isActive && "group-focus-visible/tree:outline-2 group-focus-visible/tree:-outline-offset-2 outline-accent",
      )}
      style={{ paddingLeft: 8 + (level - 1) * 14 }}
    >
      <Twist {...props} hasChildren={hasChildren} />
      <Tick tick={tick} onTick={props.onTick} />
      <NodeLabel node={node} />
      <NodeMarks node={node} review={review} />
    </div>
  );
}

function Twist({ hasChildren, isOpen, onToggle }: Pick<Props, "isOpen" | "onToggle"> & { hasChildren: boolean }) {
  if (!hasChildren) return <span className="w-4 shrink-0" />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys of the tree do this
    // biome-ignore lint/a11y/noStaticElementInteractions: only for the pointer; the item says whether it is open
    <span
      className="grid size-4 shrink-0 place-items-center text-ink-3"
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      <ChevronRight size={13} aria-hidden className={isOpen ? "rotate-90" : ""} />
    </span>
  );
}

function Tick({ tick, onTick }: { tick: boolean | "mixed" | null; onTick: () => void }) {
  if (tick === null) return <span className="w-4 shrink-0" />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the space key of the tree does this
    // biome-ignore lint/a11y/noStaticElementInteractions: only for the pointer; the item says whether it is ticked
    <span
      data-tick
      className={cx(
        "grid size-4 shrink-0 place-items-center rounded-sm border",
        tick === false ? "border-line-strong bg-raised" : "border-accent bg-accent text-on-accent",
      )}
      onClick={(event) => {
        event.stopPropagation();
        onTick();
      }}
    >
      {tick === true && <Check size={12} strokeWidth={3} aria-hidden />}
      {tick === "mixed" && <Minus size={12} strokeWidth={3} aria-hidden />}
    </span>
  );
}

function NodeLabel({ node }: { node: TreeNode }) {
  if (node.finding) {
    return (
      <span title={node.label} className="flex min-w-0 flex-1 flex-col">
        <span className="text-12 text-ink-3">{kindWord(node.finding.kind)}</span>
        <span className="truncate">
          <CodeSpans text={node.label} />
        </span>
      </span>
    );
  }
  const isRemoved = node.file?.file.operation === "removed";
  return (
    <>
      {node.file && <OperationMark operation={node.file.file.operation} />}
      <span
        title={nodeName(node)}
        className={cx("flex min-w-0 flex-1", (node.file || node.hunk) && "font-mono", isRemoved && "line-through")}
      >
        <PathLabel label={node.label} />
      </span>
    </>
  );
}

/** Where a path is too long its folders give way first: files differ by their names. */
function PathLabel({ label }: { label: string }) {
  const cut = label.lastIndexOf("/", label.length - 2) + 1;
  if (cut <= 1) return <span className="truncate">{label}</span>;
  return (
    <>
      <span className="min-w-[2ch] shrink-999 truncate">{label.slice(0, cut)}</span>
      <span className="min-w-0 truncate">{label.slice(cut)}</span>
    </>
  );
}

function NodeMarks({ node, review }: { node: TreeNode; review: ReviewState }) {
  const path = node.file?.file.path ?? "";
  const warnings = node.file?.warnings ?? node.hunk?.hunk.warnings ?? [];
  const isConflict = review.lanes.has(path);
  const tally = tallyOf(review.choices, node.group ?? "");
  const open = tally.accept + tally.leave + tally.reject;
  const isRejected = node.hunk?.isOpen === true && choiceOf(review.choices, node.hunk) === "reject";
  return (
    <span className="flex shrink-0 items-center gap-1 text-12 text-ink-3">
      {isRejected && <X size={13} role="img" aria-label="rejected" className="text-removed" />}
      {(isConflict || warnings.length > 0) && (
        <TriangleAlert
          size={13}
          role="img"
          aria-label={isConflict ? "in conflict with the store" : warnings.join(", ")}
          className="text-needs"
        />
      )}
      {review.choices.viewed.has(path) && <Eye size={13} role="img" aria-label="viewed" />}
      {open > 0 && <span>{tally.accept === open ? open : `${tally.accept}/${open}`}</span>}
    </span>
  );
}

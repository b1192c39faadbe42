"use client";

import { ChevronRight, FileText } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Collection } from "react-aria-components/Collection";
import { Tree, TreeItem, TreeItemContent } from "react-aria-components/Tree";
import { ActorDot } from "@/components/actors/actor-chip";
import { useHotkeys } from "@/components/shell/hotkeys";
import { cx } from "@/components/ui/cx";
import { useGo } from "@/components/ui/leave-guard";
import { inputClass } from "@/components/ui/text-field";
import { ancestorKeys, buildTree, filterFiles, folderKeys, type TreeFile, type TreeNode } from "./build-tree";

/** Stores up to this size start with every folder open. */
const OPEN_ALL_FILES_MAX = 150;

type Props = { files: TreeFile[]; hrefOf: (memoryId: string) => string };

/** The files of a store with a filter; dots after a name are its last authors. */
export function FileTree({ files, hrefOf }: Props) {
  const [filter, setFilter] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const shown = useMemo(() => filterFiles(files, filter), [files, filter]);
  useHotkeys("Store", [{ keys: "/", label: "Filter files", run: () => input.current?.focus() }]);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="p-2">
        <input
          ref={input}
          type="search"
          aria-label="Filter files"
          placeholder="Filter   /"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          className={cx(inputClass, "h-7 text-13!")}
        />
        <p aria-live="polite" className="sr-only">
          {filter && `${shown.length} of ${files.length} files`}
        </p>
      </div>
      <TreeView key={filter ? "filtered" : "all"} files={shown} isFiltered={filter !== ""} hrefOf={hrefOf} />
    </div>
  );
}

function TreeView({ files, isFiltered, hrefOf }: Props & { isFiltered: boolean }) {
  const go = useGo();
  const currentId = usePathname().split("/").at(-1) ?? "";
  const nodes = useMemo(() => buildTree(files), [files]);
  const currentPath = files.find((file) => file.id === currentId)?.path ?? "";
  const [expanded, setExpanded] = useState<Set<string>>(
    () => new Set(files.length <= OPEN_ALL_FILES_MAX ? folderKeys(nodes) : ancestorKeys(currentPath)),
  );
  useEffect(() => {
    setExpanded((open) => new Set([...open, ...ancestorKeys(currentPath)]));
  }, [currentPath]);
  const toggle = (key: string) =>
    setExpanded((open) => {
      const next = new Set(open);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  return (
    <Tree
      aria-label="Files"
      items={nodes}
      selectionMode="none"
      expandedKeys={isFiltered ? new Set(folderKeys(nodes)) : expanded}
      onExpandedChange={(keys) => setExpanded(new Set([...keys].map(String)))}
      onAction={(key) => (String(key).endsWith("/") ? toggle(String(key)) : go(hrefOf(String(key))))}
      renderEmptyState={() => (
        <p className="px-3 py-2 text-13 text-ink-3">{isFiltered ? "No file has that in its path." : "No files yet."}</p>
      )}
      className="min-h-0 flex-1 overflow-y-auto px-1 pb-2 outline-none max-wide:max-h-72"
    >
      {(node) => <NodeItem node={node} currentId={currentId} />}
    </Tree>
  );
}

function NodeItem({ node, currentId }: { node: TreeNode; currentId: string }) {
  const isCurrent = node.key === currentId;
  return (
    <TreeItem
      id={node.key}
      textValue={node.name}
      className={cx(
        "flex h-7 cursor-default items-center gap-1 rounded-sm pr-2 text-13 focus-visible:-outline-offset-2",
        isCurrent ? "bg-accent-soft font-medium text-accent" : "text-ink data-[hovered]:bg-hover",
      )}
    >
      <TreeItemContent>
        {({ level }) => (
          <>
            <span style={{ width: (level - 1) * 12 }} className="shrink-0" />
            {node.file ? (
              <FileText size={13} aria-hidden className="ml-1 shrink-0 text-ink-3" />
            ) : (
              <Button slot="chevron" className="grid size-5 shrink-0 place-items-center text-ink-3">
                <ChevronRight size={13} className="in-data-[expanded]:rotate-90" />
              </Button>
            )}
            <span className={cx("min-w-0 flex-1 truncate", node.file && "ml-1")}>
              {node.name}
              {!node.file && "/"}
              {isCurrent && <span className="sr-only"> (open)</span>}
            </span>
            <span className="flex shrink-0 gap-0.5">
              {node.file?.authors.map((author) => (
                <ActorDot key={author.id} id={author.id} title={`Written by ${author.label}`} />
              ))}
            </span>
          </>
        )}
      </TreeItemContent>
      <Collection items={node.children}>{(child) => <NodeItem node={child} currentId={currentId} />}</Collection>
    </TreeItem>
  );
}

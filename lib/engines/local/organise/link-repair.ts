import { type Draft, draftContents, draftLines } from "@/lib/engines/local/draft/draft";
import { isProse } from "@/lib/engines/local/notes/memory-entries";
import { linksIn, resolveLink, targetFor } from "@/lib/engines/local/organise/link-targets";
import { INDEX_START } from "@/lib/engines/local/organise/memory-index";
import { originOf } from "@/lib/engines/local/organise/move-origins";
import { proposeOrganise } from "@/lib/engines/local/organise/organise-finding";
import { inlineOwn } from "@/lib/engines/local/text/safe-text";
import { compareText } from "@/lib/engines/local/text/text-lines";
import { foldersOf } from "@/lib/engines/local/text/tree-paths";

type Store = { paths: Set<string>; gone: Map<string, string | null> };
type Repair = { line: number; text: string };
type Broken = { line: number; target: string; isOwn: boolean };

/** What is in the store now, and where each file went that is no longer at its path (null: nowhere in particular). */
function storeOf(draft: Draft): Store {
  const paths = new Set<string>();
  const moved = new Map<string, string>();
  const byContent = new Map<string, string[]>();
  for (const { path, basePath } of draft.files.values()) {
    for (const place of [path, ...foldersOf(path)]) paths.add(place);
    if (basePath !== null && basePath !== path) moved.set(basePath, path);
  }
  const gone = [...draft.base.values()].filter(({ path }) => !draft.files.has(path));
  if (gone.length > 0) {
    for (const { path, content } of draft.base.values())
      if (draft.files.has(path)) byContent.set(content, [...(byContent.get(content) ?? []), path]);
  }
  const same = (content: string) => {
    const twins = byContent.get(content) ?? [];
    return twins.length === 1 ? (twins[0] ?? null) : null;
  };
  return { paths, gone: new Map(gone.map(({ path, content }) => [path, moved.get(path) ?? same(content)])) };
}

/** Where a link that leads nowhere should lead; null when nothing tells; undefined when it is fine. */
function rightTarget(draft: Draft, store: Store, path: string, target: string): string | null | undefined {
  const now = resolveLink(path, target);
  if (now !== null && (now === "/" || store.paths.has(now))) return undefined;
  const meant = resolveLink(originOf(draft, path), target);
  if (meant === null) return null;
  if (store.paths.has(meant)) return meant;
  return store.gone.get(meant) ?? null;
}

/** The line with its links put right, and the targets that lead nowhere. */
function readLine(draft: Draft, store: Store, path: string, line: string): { text: string; nowhere: string[] } {
  let text = line;
  const nowhere: string[] = [];
  for (const { start, end, target } of linksIn(line).sort((a, b) => b.start - a.start)) {
    const right = rightTarget(draft, store, path, target);
    if (right === undefined) continue;
    if (right !== null) text = text.slice(0, start) + targetFor(path, right, target) + text.slice(end);
    else if (/\.(?:md|markdown|mdx|txt)(?:[#?]|$)/i.test(target)) nowhere.push(target);
  }
  return { text: withMovedMentions(text, store), nowhere };
}

function readFile(draft: Draft, store: Store, path: string): { repairs: Repair[]; broken: Broken[] } {
  const repairs: Repair[] = [];
  const broken: Broken[] = [];
  let fence: string | null = null;
  for (const [index, { text: line }] of draftLines(draft, path).entries()) {
    const mark = /^\s*(?:[-*+•]\s+)?(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== null) {
      if (line.trim().startsWith(fence)) fence = null;
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    const { text, nowhere } = readLine(draft, store, path, line);
    if (text !== line) repairs.push({ line: index + 1, text });
    for (const target of nowhere) {
      const meant = resolveLink(originOf(draft, path), target);
      broken.push({ line: index + 1, target, isOwn: meant !== null && store.gone.has(meant) });
    }
  }
  return { repairs, broken };
}

/** `/path.md` in the text or in code, when this dream moved that file. */
function withMovedMentions(text: string, { gone }: Store): string {
  if (gone.size === 0 || text.length > 5000) return text;
  return text.replace(/(?<![\w./(~-])\/[\w.@+~/-]{1,300}\.\w{1,8}(?![\w/])/g, (path) => gone.get(path) ?? path);
}

/**
 * Links to files that this dream moved, or whose text it moved, lead to the right place again; a link that leads nowhere is
 * told and left alone.
 */
export function repairLinks(draft: Draft): void {
  const store = storeOf(draft);
  for (const { path, content } of draftContents(draft)) {
    if (!isProse(path) || content.includes(INDEX_START)) continue;
    if (!content.includes("](") && !content.includes("]:") && store.gone.size === 0) continue;
    const { repairs, broken } = readFile(draft, store, path);
    if (repairs.length > 0) {
      proposeOrganise(draft, {
        rationale: `Links in ${inlineOwn(path)} follow the files and texts that this dream moves.`,
        confidence: 0.95,
        sources: repairs.map(({ line }) => ({ path, line })),
        edits: repairs.map(({ line, text }) => ({ type: "replace", path, start: line, end: line, lines: [text] })),
      });
    }
    for (const { line, target, isOwn } of broken.sort((a, b) => a.line - b.line || compareText(a.target, b.target))) {
      proposeOrganise(draft, {
        rationale: `A link in ${inlineOwn(path)} leads nowhere: ${inlineOwn(target)}.`,
        confidence: 0.9,
        sources: [{ path, line }],
        edits: [],
        leftAlone: isOwn
          ? "This dream removes that file; nothing tells which other one is meant."
          : "Nothing tells which file is meant.",
      });
    }
  }
}

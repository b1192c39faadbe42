import { isProse } from "@/lib/engines/local/notes/memory-entries";
import { namesSubject, subjectWords } from "@/lib/engines/local/notes/note-context";
import { wordsOf } from "@/lib/engines/local/text/normalise-note";
import { compareText } from "@/lib/engines/local/text/text-lines";
import { INDEX_PATH } from "@/lib/engines/local/text/tree-paths";

type FileText = { path: string; content: string };

/** Files of equal bytes: `kept` stays, the others go. */
export type DuplicateFiles = { kept: FileText; dropped: FileText[] };

const WORDS_MIN = 4;
const WORDS_BEYOND_DOUBT = 40;

/**
 * Equal files under different paths are copies unless the paths speak of different things that the text does not name
 * (`/orders/owner.md` and `/payments/owner.md` may both say "team-sre").
 */
function areCopies(files: FileText[]): boolean {
  const [first] = files;
  if (!first) return false;
  const words = wordsOf(first.content.replace(/\s+/g, " ")).length;
  if (words < WORDS_MIN) return false;
  if (isProse(first.path) && words >= WORDS_BEYOND_DOUBT) return true;
  const subjects = files.map(({ path }) => subjectWords(path.split("/"))).filter((names) => names.length > 0);
  if (new Set(subjects.map((names) => names.join(" "))).size <= 1) return true;
  return subjects.some((names) => namesSubject(first.content, names));
}

/** Groups of files with the same content, by path of the kept one: the shortest path, then the first in order. */
export function findDuplicateFiles(memories: FileText[]): DuplicateFiles[] {
  const byContent = new Map<string, FileText[]>();
  for (const memory of memories) {
    if (memory.path === INDEX_PATH) continue;
    const group = byContent.get(memory.content);
    if (group) group.push(memory);
    else byContent.set(memory.content, [memory]);
  }
  const found: DuplicateFiles[] = [];
  for (const group of byContent.values()) {
    if (group.length < 2 || !areCopies(group)) continue;
    const [kept, ...dropped] = [...group].sort((a, b) => a.path.length - b.path.length || compareText(a.path, b.path));
    if (kept) found.push({ kept, dropped });
  }
  return found.sort((a, b) => compareText(a.kept.path, b.kept.path));
}

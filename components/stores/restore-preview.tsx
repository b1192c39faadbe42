import { OperationMark } from "@/components/review/operation-mark";
import { Note } from "@/components/ui/note";
import { countText, plural } from "@/components/ui/number-text";
import type { RestoreResource } from "@/lib/history/schema";

type Counts = RestoreResource["summary"];

export const countChanges = ({ added, modified, moved, removed }: Counts): number => added + modified + moved + removed;

/** `2 come back, 1 changes`: what a restore does to the files of a store, in words. */
export function restoreWords({ added, modified, moved, removed }: Counts): string {
  const word = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${countText(count)} ${count === 1 ? one : many}`];
  return [
    ...word(removed, "is deleted", "are deleted"),
    ...word(added, "comes back", "come back"),
    ...word(modified, "gets its former text", "get their former text"),
    ...word(moved, "moves back", "move back"),
  ].join(", ");
}

/** What a restore would do, counted and with the first files by name. */
export function RestorePreview({ preview }: { preview: RestoreResource }) {
  const count = countChanges(preview.summary);
  if (count === 0) return <Note>The store is as it was then: there is nothing to restore.</Note>;
  return (
    <section aria-label="What would change" className="rounded-md border">
      <p className="border-b bg-panel px-3 py-2 text-13">
        <span className="font-medium">{plural(count, "file changes", "files change")}:</span>{" "}
        {restoreWords(preview.summary)}.
      </p>
      <ul className="max-h-56 overflow-y-auto py-1 text-13">
        {preview.changes.map((change) => (
          <li key={`${change.operation} ${change.path} ${change.memory_id}`} className="flex gap-2 px-3 py-0.5">
            <OperationMark operation={change.operation} />
            <span className="min-w-0 font-mono [overflow-wrap:anywhere]">
              {change.path ?? "redacted"}
              {change.from_path && <span className="text-ink-3"> from {change.from_path}</span>}
            </span>
          </li>
        ))}
        {preview.has_more && (
          <li className="px-3 py-0.5 text-ink-3">
            and {plural(count - preview.changes.length, "more file", "more files")}
          </li>
        )}
      </ul>
    </section>
  );
}

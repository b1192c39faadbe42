import { startBlame, stepBlame } from "@/lib/diff/blame";

/** A version of a text; `text` is null once it is redacted. */
export type LineText = { text: string | null; at: Date; byPerson: boolean };

export type LineAuthor = { at: Date; byPerson: boolean };

/**
 * Who wrote each line of the newest version; of a text without lines, who emptied it. Lines that are older than what is
 * given are of the oldest one with a text, by a person when one of the versions they may be from is.
 *
 * @param versions newest first; the newest has a text
 * @param olderByPerson whether a person wrote one of the versions before these
 */
export function lineAuthors(versions: LineText[], olderByPerson: boolean): LineAuthor[] {
  const [top] = versions;
  if (top === undefined || top.text === null) throw new Error("the newest version must have a text");
  const blame = startBlame(top.text);
  const authors: LineAuthor[] = blame.lines.map(() => top);
  if (authors.length === 0) return [top];
  let current: LineText & { text: string } = { ...top, text: top.text };
  // A redacted version may be the one that brought a line.
  let redactedByPerson = false;
  const creditTo = (lines: Iterable<number>, isByPerson: boolean) => {
    const author = { at: current.at, byPerson: current.byPerson || isByPerson };
    for (const line of lines) authors[line] = author;
  };
  for (const version of versions.slice(1)) {
    if (version.text === null) {
      redactedByPerson ||= version.byPerson;
      continue;
    }
    if (version.text !== current.text) {
      creditTo(stepBlame(blame, version.text), redactedByPerson);
      if (blame.open.length === 0) return authors;
    }
    redactedByPerson = false;
    current = { ...version, text: version.text };
  }
  creditTo(
    blame.open.map(({ line }) => line),
    redactedByPerson || olderByPerson,
  );
  return authors;
}

import { Fragment } from "react";
import { VisibleText } from "@/components/ui/visible-text";

export type TextRange = { start: number; end: number };

/** Text with ranges marked; `ranges` are [start, end) in code points, in order and apart. */
export function MarkedText({ text, ranges }: { text: string; ranges: TextRange[] }) {
  const characters = [...text];
  const between = (start: number, end: number) => characters.slice(start, end).join("");
  const last = ranges.at(-1)?.end ?? 0;
  return (
    <>
      {ranges.map((range, index) => (
        <Fragment key={range.start}>
          <VisibleText text={between(ranges[index - 1]?.end ?? 0, range.start)} />
          <mark>
            <VisibleText text={between(range.start, range.end)} />
          </mark>
        </Fragment>
      ))}
      <VisibleText text={between(last, characters.length)} />
    </>
  );
}

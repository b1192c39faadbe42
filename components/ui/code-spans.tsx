import { Fragment } from "react";
import { VisibleText } from "./visible-text";

/** One line of plain words in which `backticks` set machine text apart; nothing else is markup. */
export function CodeSpans({ text }: { text: string }) {
  return text.split("`").map((part, index, parts) => {
    const isCode = index % 2 === 1 && index < parts.length - 1;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no identity but their place
      <Fragment key={index}>
        {isCode ? (
          <code className="rounded-sm bg-hover px-1 font-mono text-[0.92em] [overflow-wrap:anywhere]">
            <VisibleText text={part} />
          </code>
        ) : (
          <VisibleText text={index % 2 === 1 ? `\`${part}` : part} />
        )}
      </Fragment>
    );
  });
}

import { Fragment } from "react";
import { splitHidden } from "./hidden-characters";

/** Text with the characters one would not see drawn as small labels, so that nothing can hide in it. */
export function VisibleText({ text }: { text: string }) {
  const parts = splitHidden(text);
  if (parts.length === 1 && parts[0]?.hidden === null) return text;
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no identity but their place
    <Fragment key={index}>
      {part.hidden ? (
        <span
          title={`Hidden character ${part.hidden}`}
          className="mx-px rounded-sm border border-needs/50 bg-needs-soft px-0.5 font-mono text-[0.6875rem] text-needs"
        >
          {part.hidden}
        </span>
      ) : (
        part.text
      )}
    </Fragment>
  ));
}

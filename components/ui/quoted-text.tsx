import { VisibleText } from "./visible-text";

/** Text with the first place of `quote` marked; text that does not hold it is shown as it is. */
export function QuotedText({ text, quote }: { text: string; quote: string | null }) {
  const at = quote ? text.indexOf(quote) : -1;
  if (!quote || at < 0) return <VisibleText text={text} />;
  return (
    <>
      <VisibleText text={text.slice(0, at)} />
      <mark>
        <VisibleText text={quote} />
      </mark>
      <VisibleText text={text.slice(at + quote.length)} />
    </>
  );
}

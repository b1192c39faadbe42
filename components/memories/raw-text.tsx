import { VisibleText } from "@/components/ui/visible-text";

/** A memory as it is, line by line; `id="L12"` is the anchor of line 12. */
export function RawText({ text }: { text: string }) {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return (
    <table aria-label="Source" className="w-full font-mono text-13">
      <tbody>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <tr key={index} id={`L${index + 1}`} className="target:bg-needs-soft">
            <td className="w-px pr-4 pl-3 text-right align-top text-12 leading-5 text-ink-3 select-none">
              {index + 1}
            </td>
            <td className="pr-4 whitespace-pre-wrap [overflow-wrap:anywhere]">
              {line ? <VisibleText text={line} /> : "\u200a"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

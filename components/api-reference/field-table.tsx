import Link from "next/link";
import { Fragment } from "react";
import { CodeSpans } from "@/components/ui/code-spans";
import type { FieldRow, Row, TypePart, VariantRow } from "./field-rows";

type Props = {
  label: string;
  rows: Row[];
  /** Address of a schema's section by its name. */
  schemaHrefs: Record<string, string>;
  /** Whether "required" is said: fields of an answer are there anyway. */
  showsRequired?: boolean;
};

const cell = "py-1.5 pr-3 align-top max-rail:block max-rail:py-0 max-rail:pr-0";

/** Fields with type, limits and description; one under the other on narrow screens. */
export function FieldTable({ label, rows, schemaHrefs, showsRequired = false }: Props) {
  return (
    <table aria-label={label} className="w-full border-collapse text-13 max-rail:block rail:table-fixed">
      <thead className="max-rail:block">
        <tr className="border-b text-left text-12 text-ink-3 max-rail:block">
          <th scope="col" className="w-[38%] py-1 pr-3 font-medium max-rail:block max-rail:w-auto">
            {label}
          </th>
          <th scope="col" className="w-[22%] py-1 pr-3 font-medium max-rail:hidden">
            Type
          </th>
          <th scope="col" className="py-1 font-medium max-rail:hidden">
            Description
          </th>
        </tr>
      </thead>
      <tbody className="max-rail:block">
        {rows.map((row, index) =>
          row.kind === "variant" ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a document have no identity but their place
            <VariantLine key={index} row={row} />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <FieldLine key={index} row={row} schemaHrefs={schemaHrefs} showsRequired={showsRequired} />
          ),
        )}
      </tbody>
    </table>
  );
}

function VariantLine({ row }: { row: VariantRow }) {
  return (
    <tr className="border-b max-rail:block">
      <th
        scope="rowgroup"
        colSpan={3}
        className="py-1.5 text-left text-12 font-medium text-ink-3 max-rail:block [overflow-wrap:anywhere]"
      >
        With <code className="font-mono">{row.code}</code> {row.words}
      </th>
    </tr>
  );
}

type LineProps = { row: FieldRow; schemaHrefs: Record<string, string>; showsRequired: boolean };

function FieldLine({ row, schemaHrefs, showsRequired }: LineProps) {
  return (
    <tr className="border-b last:border-b-0 max-rail:block max-rail:py-2">
      <th scope="row" className={`${cell} text-left font-normal [overflow-wrap:anywhere]`}>
        <code className="font-mono">
          <span className="text-ink-3">{row.within}</span>
          <span className="font-medium">{row.name}</span>
        </code>
        {showsRequired && row.required && (
          <span className="ml-2 inline-block text-12 whitespace-nowrap text-needs">required</span>
        )}
      </th>
      <td className={`${cell} text-ink-2 [overflow-wrap:anywhere]`}>
        <TypeText parts={row.type} schemaHrefs={schemaHrefs} />
      </td>
      <td className={`${cell} text-ink-2`}>
        <CodeSpans text={row.description} />
        {row.limits.length > 0 && (
          <span className="block text-12 text-ink-3">
            <CodeSpans text={row.limits.join("; ")} />
          </span>
        )}
      </td>
    </tr>
  );
}

export function TypeText({ parts, schemaHrefs }: { parts: TypePart[]; schemaHrefs: Record<string, string> }) {
  return parts.map((part, index) => {
    const href = part.schema && schemaHrefs[part.schema];
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a type have no identity but their place
      <Fragment key={index}>
        {href ? (
          <Link href={href} className="text-accent underline-offset-2 hover:underline">
            {part.text}
          </Link>
        ) : (
          part.text
        )}
      </Fragment>
    );
  });
}

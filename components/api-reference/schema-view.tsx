import { CodeSpans } from "@/components/ui/code-spans";
import type { Schema } from "@/lib/openapi/types";
import { answerRows } from "./field-rows";
import { FieldTable } from "./field-table";

type Props = { name: string; schema: Schema; schemaHrefs: Record<string, string> };

/** An object of the API with all its fields. */
export function SchemaView({ name, schema, schemaHrefs }: Props) {
  return (
    <section
      id={`schema-${name}`}
      aria-labelledby={`schema-${name}-title`}
      className="max-w-4xl scroll-mt-4 border-t py-6"
    >
      <h3 id={`schema-${name}-title`} className="text-16">
        <a href={`#schema-${name}`} className="hover:text-accent">
          {name}
        </a>
      </h3>
      <p className="mt-1 mb-3 text-ink-2">
        <CodeSpans text={schema.description ?? ""} />
      </p>
      <FieldTable label="Field" rows={answerRows(schema)} schemaHrefs={schemaHrefs} />
    </section>
  );
}

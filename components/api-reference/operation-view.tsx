import { Markdown } from "@/components/markdown/markdown";
import { Chip } from "@/components/ui/chip";
import { CodeSpans } from "@/components/ui/code-spans";
import { Snippet } from "@/components/ui/snippet";
import type { ReferenceOperation } from "@/lib/openapi/reference";
import type { Content } from "@/lib/openapi/types";
import { CodeTabs } from "./code-tabs";
import { answerRows, fieldRows, parameterRows, typeParts } from "./field-rows";
import { FieldTable, TypeText } from "./field-table";
import { MethodBadge } from "./method-badge";

type Hrefs = { schemaHrefs: Record<string, string> };

const JSON_TYPE = "application/json";

/** One operation: what it does and takes on the left, how it looks on the right. */
export function OperationView({ operation, schemaHrefs }: { operation: ReferenceOperation } & Hrefs) {
  const answer = operation.answer.content?.[JSON_TYPE];
  return (
    <article id={operation.id} aria-labelledby={`${operation.id}-title`} className="scroll-mt-4 border-t py-6">
      <div className="grid gap-x-8 gap-y-5 full:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="flex min-w-0 flex-col gap-5">
          <OperationHead operation={operation} />
          <Parameters operation={operation} schemaHrefs={schemaHrefs} />
          <Body operation={operation} schemaHrefs={schemaHrefs} />
          <Answer content={operation.answer.content} words={operation.answer.description} schemaHrefs={schemaHrefs} />
          <Errors operation={operation} />
        </div>
        <div className="flex min-w-0 flex-col gap-3 full:sticky full:top-4 full:self-start">
          <CodeTabs label={`${operation.summary}: language`} samples={operation.samples} />
          {answer?.example !== undefined && (
            <Snippet label="Answer" code={JSON.stringify(answer.example, null, 2)} className="max-h-96" />
          )}
        </div>
      </div>
    </article>
  );
}

function OperationHead({ operation }: { operation: ReferenceOperation }) {
  return (
    <header className="flex flex-col gap-2">
      <h3 id={`${operation.id}-title`} className="text-16">
        <a href={`#${operation.id}`} className="hover:text-accent">
          {operation.summary}
        </a>
      </h3>
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <MethodBadge method={operation.method} />
        <code className="font-mono text-13 [overflow-wrap:anywhere]">{operation.path}</code>
        {operation.isExtension && <Chip>Extension</Chip>}
      </p>
      <Markdown text={operation.description} />
    </header>
  );
}

function Parameters({ operation, schemaHrefs }: { operation: ReferenceOperation } & Hrefs) {
  return (["path", "query"] as const).map((place) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    if (parameters.length === 0) return null;
    const label = place === "path" ? "Path" : "Query";
    return (
      <FieldTable key={place} label={label} rows={parameterRows(parameters)} schemaHrefs={schemaHrefs} showsRequired />
    );
  });
}

function Body({ operation: { body }, schemaHrefs }: { operation: ReferenceOperation } & Hrefs) {
  if (body === null) return null;
  const others = Object.keys(body.content).filter((type) => type !== JSON_TYPE);
  const schema = body.content[JSON_TYPE]?.schema;
  const rows = schema ? fieldRows(schema) : [];
  return (
    <>
      {others.length > 0 && <OtherContent label="Body" words={body.description ?? ""} types={others} />}
      {rows.length > 0 && <FieldTable label="Body" rows={rows} schemaHrefs={schemaHrefs} showsRequired />}
      {schema && rows.length === 0 && (
        <p className="text-13 text-ink-2">
          Body: <TypeText parts={typeParts(schema)} schemaHrefs={schemaHrefs} />
        </p>
      )}
    </>
  );
}

function OtherContent({ label, words, types }: { label: string; words: string; types: string[] }) {
  return (
    <p className="text-13 text-ink-2">
      {label}: <CodeSpans text={`${words} ${types.map((type) => `\`${type}\``).join(", ")}`} />
    </p>
  );
}

type AnswerProps = { content: Content | undefined; words: string } & Hrefs;

function Answer({ content = {}, words, schemaHrefs }: AnswerProps) {
  const schema = content[JSON_TYPE]?.schema;
  if (schema === undefined) return <OtherContent label="Answer" words={words} types={Object.keys(content)} />;
  const rows = answerRows(schema);
  if (rows.length > 0) return <FieldTable label="Answer" rows={rows} schemaHrefs={schemaHrefs} />;
  return (
    <p className="text-13 text-ink-2">
      Answer: <TypeText parts={typeParts(schema)} schemaHrefs={schemaHrefs} />
    </p>
  );
}

function Errors({ operation }: { operation: ReferenceOperation }) {
  return (
    <details className="group text-13">
      <summary className="cursor-pointer text-ink-2 hover:text-ink">
        Errors <span className="text-ink-3">{operation.errors.map(({ status }) => status).join(" ")}</span>
      </summary>
      <dl className="mt-2 grid grid-cols-[3rem_minmax(0,1fr)]">
        {operation.errors.map(({ status, description }) => (
          <div key={status} className="col-span-2 grid grid-cols-subgrid border-t py-1.5">
            <dt className="font-mono">{status}</dt>
            <dd className="text-ink-2">
              <CodeSpans text={description} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

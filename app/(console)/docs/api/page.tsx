import type { Metadata } from "next";
import { headers } from "next/headers";
import { fieldRows } from "@/components/api-reference/field-rows";
import { FieldTable } from "@/components/api-reference/field-table";
import { Markdown } from "@/components/markdown/markdown";
import { CodeSpans } from "@/components/ui/code-spans";
import { TextLink } from "@/components/ui/link-button";
import { Snippet } from "@/components/ui/snippet";
import { type GuidePart, guide } from "./_reference/guide";
import { envelope, errorResponses, reference, schemaHrefs } from "./_reference/reference";

export const metadata: Metadata = { title: "API reference" };

/** The address that this reader's requests reach us by, which is the one an SDK of theirs needs. */
async function baseUrl(): Promise<string> {
  const sent = await headers();
  const host = sent.get("x-forwarded-host") ?? sent.get("host") ?? "localhost:3000";
  return `${sent.get("x-forwarded-proto") ?? "http"}://${host}`;
}

export default async function ReferencePage() {
  const [first, second, ...others] = guide(await baseUrl());
  return (
    <div className="flex max-w-4xl flex-col gap-8 p-4 pb-16 rail:p-6">
      <Sections />
      {[first, second].map((part) => part && <Part key={part.id} part={part} />)}
      <Errors />
      {others.map((part) => (
        <Part key={part.id} part={part} />
      ))}
    </div>
  );
}

function Sections() {
  return (
    <ul className="grid gap-x-8 gap-y-3 rail:grid-cols-2">
      {reference.sections.map(({ slug, name, description, operations }) => (
        <li key={slug}>
          <TextLink href={`/docs/api/${slug}`} className="font-medium">
            {name}
          </TextLink>
          <span className="ml-2 text-12 text-ink-3">{operations.length}</span>
          <p className="text-13 text-ink-2">{description}</p>
        </li>
      ))}
    </ul>
  );
}

function Part({ part }: { part: GuidePart }) {
  return (
    <section id={part.id} aria-labelledby={`${part.id}-title`} className="flex scroll-mt-4 flex-col gap-3">
      <h2 id={`${part.id}-title`} className="text-16">
        <a href={`#${part.id}`}>{part.title}</a>
      </h2>
      <Markdown text={part.text} />
      {part.snippets.map((snippet) => (
        <Snippet key={snippet.label} label={snippet.label} code={snippet.code} />
      ))}
    </section>
  );
}

function Errors() {
  const responses = Object.values(errorResponses);
  const sample = responses.find(({ description }) => description.includes("not_found"))?.content?.["application/json"];
  return (
    <section id="errors" aria-labelledby="errors-title" className="flex scroll-mt-4 flex-col gap-3">
      <h2 id="errors-title" className="text-16">
        <a href="#errors">Errors</a>
      </h2>
      <p className="text-ink-2">
        Every failure comes in the same envelope. Branch on `error.type`; the message is for people.
      </p>
      <Snippet label="Envelope" code={JSON.stringify(sample?.example, null, 2)} />
      {envelope && <FieldTable label="Field" rows={fieldRows(envelope)} schemaHrefs={schemaHrefs} />}
      <ul className="text-13">
        {responses.map(({ description }) => (
          <li key={description} className="border-t py-1.5 text-ink-2">
            <CodeSpans text={description} />
          </li>
        ))}
      </ul>
    </section>
  );
}

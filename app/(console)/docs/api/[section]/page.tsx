import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperationView } from "@/components/api-reference/operation-view";
import { SchemaView } from "@/components/api-reference/schema-view";
import { reference, schemaHrefs } from "../_reference/reference";

type Props = { params: Promise<{ section: string }> };

async function findSection(params: Props["params"]) {
  const { section: slug } = await params;
  return reference.sections.find((section) => section.slug === slug) ?? notFound();
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await findSection(params)).name} · API reference` };
}

export default async function SectionPage({ params }: Props) {
  const section = await findSection(params);
  return (
    <div className="p-4 pb-16 rail:p-6">
      <h2 className="text-20">{section.name}</h2>
      <p className="mt-1 mb-6 max-w-2xl text-ink-2">{section.description}</p>
      {section.operations.map((operation) => (
        <OperationView key={operation.id} operation={operation} schemaHrefs={schemaHrefs} />
      ))}
      {section.schemas.map(({ name, schema }) => (
        <SchemaView key={name} name={name} schema={schema} schemaHrefs={schemaHrefs} />
      ))}
    </div>
  );
}

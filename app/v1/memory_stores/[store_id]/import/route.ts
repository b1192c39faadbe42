import { defineRoute } from "@/lib/http/define-route";
import { StoreParams } from "@/lib/stores/schema";
import { importStore } from "@/lib/transfer/import-store";
import { presentImport } from "@/lib/transfer/present";
import { ImportResource, ImportStoreQuery } from "@/lib/transfer/schema";

const description = `Brings the files of an export, or of any zip file of texts, into the store in one transaction: all of them, or nothing.
Equal content makes no version. At most 256 MiB as sent; the texts of a zip file at most 512 MiB.

- A zip file of ours is read by its \`manifest.json\`, and every hash is checked. In any other the entry \`a/b.md\` becomes
  \`/a/b.md\`; folders and \`__MACOSX/\` are passed over. Refused, naming the entry: what is no UTF-8 text, more than 102,400
  bytes, a path against the rules for paths, \`..\`, absolute names, drive letters, backslashes, links, devices, encrypted
  entries, names twice or in two ways, entries that overlap.
- A JSONL file must be a whole export. The state at its end is imported: the last version of each memory. With
  \`history=true\` and a store without history every version is replayed in order, with its operation, path and content.
- The new versions are written now, by you. Original times and authors stay in the file; so does what was redacted.`;

export const POST = defineRoute(
  {
    operationId: "importMemoryStore",
    summary: "Import into a store",
    description,
    scope: "memories:write",
    params: StoreParams,
    query: ImportStoreQuery,
    warns: true,
    upload: {
      contentTypes: ["application/zip", "application/x-ndjson", "application/octet-stream"],
      description: "A zip file, or a JSONL file that an export made.",
    },
    response: ImportResource,
  },
  async ({ ctx, params, query, request }) => {
    const length = request.headers.get("content-length");
    return presentImport(
      await importStore(ctx, {
        storeId: params.store_id,
        body: { chunks: request.body, length: length === null ? null : Number(length) },
        contentType: request.headers.get("content-type"),
        format: query.format,
        dryRun: query.dry_run === "true",
        onConflict: query.on_conflict,
        withHistory: query.history === "true",
      }),
    );
  },
);

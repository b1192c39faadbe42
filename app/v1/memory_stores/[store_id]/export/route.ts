import { defineStreamRoute } from "@/lib/http/define-route";
import { StoreParams } from "@/lib/stores/schema";
import { exportStore } from "@/lib/transfer/export-store";
import { ExportStoreQuery } from "@/lib/transfer/schema";

const description = `The store as of one moment, as a file that is written while it is sent. A transfer that breaks off is cut, never ended
as if it were whole. What is redacted before its turn comes without its text.

- \`zip\`: each memory as \`files/<path>\` (a backslash as \`%5C\`, a percent sign as \`%25\`, because tools take a backslash
  for a slash), in the order of paths, dated with its last change, and \`manifest.json\` with true paths, ids, hashes and
  last authors. Names are UTF-8 and may differ only in case or be longer than a file system takes: such files can be
  imported, but not unpacked everywhere.
- \`jsonl\`: a header line, every version as \`GET /memory_versions\` shows it, oldest first, and a footer line with counts
  and the SHA-256 over all bytes before it.
- \`git\`: a stream for \`git fast-import\` into an empty repository: a commit for each moment and author on the branch
  \`main\`, with the trailers \`Reverie-Version\`, \`Reverie-Memory\`, \`Reverie-Session\` and \`Reverie-Dream\`. A name that git
  refuses or obeys (\`.git\`, \`.gitattributes\`, \`git~1\` ...) has its first character escaped (\`%2Egit\`), and the commit
  tells the true path as \`Reverie-Path\`. A redacted version is a commit without its text; the file is back with the next.`;

export const GET = defineStreamRoute(
  {
    operationId: "exportMemoryStore",
    summary: "Export a store",
    description,
    scope: "memories:read",
    params: StoreParams,
    query: ExportStoreQuery,
    stream: {
      contentTypes: ["application/zip", "application/x-ndjson", "application/octet-stream"],
      description: "The file, named after the store.",
    },
  },
  ({ ctx, params, query }) =>
    exportStore(ctx, { storeId: params.store_id, format: query.format, pathPrefix: query.path_prefix }),
);

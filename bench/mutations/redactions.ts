import type { Mutation } from "./mutation";

const api = (names: string) => ({ file: "e2e/api/redaction.db.test.ts", names });

/** Redaction that follows a text through the workspace. */
export const REDACTIONS: Mutation[] = [
  {
    name: "place-left-out",
    rule: "redactions",
    breaks: "environments are not searched",
    file: "lib/redactions/text-places.ts",
    find: '  own("environment", "environments", [bounded("name"), bounded("description"), jsonb("config"), metadata]),\n',
    replace: "",
    tests: { file: "lib/redactions/text-places.db.test.ts", names: "every column that can hold a text" },
  },
  {
    name: "dream-texts-left-out",
    rule: "redactions",
    breaks: "what a dream took and proposed is not searched",
    file: "lib/redactions/redact-part.ts",
    find: "  count.changed += await redactDreams(run, part);\n",
    replace: "",
    tests: api("a text is gone from every table"),
  },
  {
    name: "json-spelling-left-out",
    rule: "redactions",
    breaks: "a text with escapes is not found where it is JSON inside a text",
    file: "lib/redactions/needles.ts",
    find: "    { find: jsonEscape(find), replace: jsonEscape(replacement) },\n",
    replace: "",
    tests: { file: "lib/redactions/needles.test.ts", names: "the text is found as JSON inside a text" },
  },
  {
    name: "search-text-kept",
    rule: "redactions",
    breaks: "the text that was searched for stays in the redaction",
    file: "lib/redactions/repository.ts",
    find: "ended_at = $4, find_text = null, find_hashes = '{}',",
    replace: "ended_at = $4, find_hashes = '{}',",
    also: [
      {
        file: "prisma/migrations/20261121000200_redactions/migration.sql",
        find: '"find_text" IS NULL AND "replacement" IS NULL AND cardinality("find_hashes") = 0',
        replace: '"replacement" IS NULL AND cardinality("find_hashes") = 0',
      },
    ],
    tests: api("a text is gone from every table"),
  },
  {
    name: "heads-are-rewritten-unasked",
    rule: "redactions",
    breaks: "live memories are rewritten without rewrite_heads",
    file: "lib/redactions/redact-part.ts",
    find: "if (run.rewriteHeads) count.changed",
    replace: "if (run.rewriteHeads || rows.length > 0) count.changed",
    tests: { file: "lib/redactions/redactions.db.test.ts", names: "not touched without rewrite_heads" },
  },
  {
    name: "one-pass-is-enough",
    rule: "redactions",
    breaks: "the work ends without looking again for what came meanwhile",
    file: "lib/redactions/run-redaction.ts",
    find: "    if (count.changed > 0) continue;\n",
    replace: "    if (count.changed > 0) return count;\n",
    tests: api("a text is gone from every table"),
  },
  {
    name: "texts-outlive-the-redaction",
    rule: "redactions",
    breaks: "texts of dreams that nothing names any more stay in the database",
    file: "lib/redactions/redact-part.ts",
    find: "await withTransaction(run.ctx.db, (tx) => deleteUnreferencedContents(tx, run.ctx.workspaceId, part.hashes));",
    replace: "",
    also: [
      {
        file: "lib/redactions/rewrite-dream.ts",
        find: "    await deleteUnreferencedContents(tx, ctx.workspaceId, [...contents.keys()]);\n",
        replace: "",
      },
    ],
    tests: api("a text is gone from every table"),
  },
];

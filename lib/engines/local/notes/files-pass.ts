import { draftContents } from "@/lib/engines/local/draft/draft";
import { propose } from "@/lib/engines/local/draft/propose";
import { findDuplicateFiles } from "@/lib/engines/local/notes/duplicate-files";
import type { Pass } from "@/lib/engines/local/pass";
import { inlineOwn } from "@/lib/engines/local/text/safe-text";

/** Removes files that are the same as another byte for byte. */
export const filesPass: Pass = (draft) => {
  for (const { kept, dropped } of findDuplicateFiles(draftContents(draft))) {
    const many = dropped.length === 1 ? "a second file is" : `${dropped.length} other files are`;
    propose(draft, {
      kind: "merge",
      rationale: `${inlineOwn(kept.path)} stays; ${many} the same byte for byte and can go: ${dropped.map(({ path }) => inlineOwn(path)).join(", ")}.`,
      confidence: 0.97,
      evidence: [],
      sources: [kept, ...dropped].map(({ path }) => ({ path, line: 1 })),
      edits: dropped.map(({ path }) => ({ type: "remove", path })),
    });
  }
};

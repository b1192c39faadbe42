import { conformance, type Mutation } from "./mutation";

/** Section 2 of the contract. */
export const STORES: Mutation[] = [
  {
    name: "list-has-archived-stores",
    rule: "2.2",
    breaks: "archived stores are listed without being asked for",
    file: "lib/stores/repository.ts",
    find: "...(filter.includeArchived ? {} : { archivedAt: null }),",
    replace: "",
    tests: conformance("stores", "2.2: the list is newest first"),
  },
  {
    name: "stores-created-before",
    rule: "2.2",
    breaks: "created_at[lte] leaves out what was made at that very time",
    file: "lib/stores/repository.ts",
    find: "{ lte: filter.createdTo }",
    replace: "{ lt: filter.createdTo }",
    tests: conformance("stores", "2.2: the list is newest first"),
  },
  {
    name: "same-store-is-updated",
    rule: "2.3 rule 2",
    breaks: "an update in which nothing differs moves updated_at",
    file: "lib/stores/update-store.ts",
    find: "    if (canonicalJson(changed) === canonicalJson(row)) return row;\n",
    replace: "",
    tests: conformance("stores", "2.3 rule 2"),
  },
  {
    name: "archived-store-is-updated",
    rule: "2.3 rule 3",
    breaks: "an archived store's name can be changed",
    file: "lib/stores/update-store.ts",
    find: "    requireActive(row);\n",
    replace: "",
    tests: conformance("stores", "2.3 rule 3: an archived store refuses writes"),
  },
  {
    name: "archived-again",
    rule: "2.3 rule 3",
    breaks: "archiving twice moves archived_at",
    file: "lib/stores/archive-store.ts",
    find: "  if (row.archivedAt !== null) return row;\n",
    replace: "",
    tests: conformance("stores", "2.3 rule 3: archiving twice"),
  },
  {
    name: "store-goes-and-texts-stay",
    rule: "2.3 rule 4",
    breaks: "a store's texts outlive it in the database",
    file: "lib/stores/delete-store.ts",
    find: "    await deleteUnreferencedContents(tx, ctx.workspaceId, hashes);\n",
    replace: "",
    tests: { file: "lib/contents/contents.db.test.ts", names: "a text stays as long as anything refers to it" },
  },
];

import { conformance, type Mutation } from "./mutation";

const WRITES = "lib/memories/write-repository.ts";
const UPDATE = "lib/memories/update-memory.ts";
const changes = (names: string) => conformance("memory-changes", names);

/** Contract 3.5 and 3.6: create, update, delete. */
export const MEMORY_WRITES: Mutation[] = [
  {
    name: "archived-after-already-there",
    rule: "3.5 step 2",
    breaks: "an update that is there already succeeds on an archived store",
    file: WRITES,
    find: `case when s.archived_at is not null then 'archived'
        when \${WAITS("$10")}`,
    replace: `case when t.content_sha256 = $5 then 'unchanged'
        when s.archived_at is not null then 'archived'
        when \${WAITS("$10")}`,
    tests: changes("3.5 step 2: on an archived store an update that is already there"),
  },
  {
    name: "precondition-before-already-there",
    rule: "3.5 step 3",
    breaks: "the hash is checked before it is seen that the content is there already",
    file: WRITES,
    find: `when t.content_sha256 = $5 then 'unchanged'
        when t.content_sha256 <> $7::text then 'changed'`,
    replace: `when t.content_sha256 <> $7::text then 'changed'
        when t.content_sha256 = $5 then 'unchanged'`,
    tests: changes("3.5 step 3: what is there already succeeds with a stale hash"),
  },
  {
    name: "precondition-before-already-there-in-turn",
    rule: "3.5 step 3",
    breaks: "the same, for updates that waited for another one of their memory",
    file: "lib/memories/update-in-turn.ts",
    find: `      if (content.sha256 === before.contentSha256) return "unchanged";
      return expectedSha256 !== null && expectedSha256 !== before.contentSha256 ? "changed" : "written";`,
    replace: `      if (expectedSha256 !== null && expectedSha256 !== before.contentSha256) return "changed";
      return content.sha256 === before.contentSha256 ? "unchanged" : "written";`,
    tests: { file: "lib/memories/update-in-turn.db.test.ts", names: "the same content from many writers" },
  },
  {
    name: "already-there-without-content",
    rule: "3.5 step 3",
    breaks: "an update without content counts as there already, whatever its hash",
    file: UPDATE,
    find: "if (same && given !== null) return memory;",
    replace: "if (same) return memory;",
    tests: changes("3.5 step 4: content left out with a stale hash"),
  },
  {
    name: "no-precondition-on-content",
    rule: "3.5 step 4",
    breaks: "a content update ignores its precondition",
    file: WRITES,
    find: "when t.content_sha256 <> $7::text then 'changed'",
    replace: "when t.content_sha256 <> $7::text and false then 'changed'",
    tests: changes("3.5 step 4: a stale hash is 409"),
  },
  {
    name: "precondition-of-the-first-in-turn",
    rule: "3.5 step 4",
    breaks: "of updates that waited, each is compared with what was there before all of them",
    file: "lib/memories/update-in-turn.ts",
    find: "return expectedSha256 !== null && expectedSha256 !== before.contentSha256",
    replace: "return expectedSha256 !== null && expectedSha256 !== memory.contentSha256",
    tests: { file: "lib/memories/update-in-turn.db.test.ts", names: "of updates that wait on one hash exactly one" },
  },
  {
    name: "no-precondition-on-rename",
    rule: "3.5 step 4",
    breaks: "a rename ignores its precondition",
    file: UPDATE,
    find: "  if (wanted.expectedSha256 !== undefined && wanted.expectedSha256 !== memory.contentSha256) throw contentChanged();\n",
    replace: "",
    tests: changes("3.5 step 4: a stale hash is 409"),
  },
  {
    name: "path-before-precondition",
    rule: "3.5 step 4",
    breaks: "a taken path is reported before a stale hash",
    file: UPDATE,
    find: "  if (wanted.expectedSha256 !== undefined && wanted.expectedSha256 !== memory.contentSha256) throw contentChanged();\n",
    replace: "",
    also: [
      {
        file: UPDATE,
        find: "  const [updated] = await desk.write(",
        replace: `  if (wanted.expectedSha256 !== undefined && wanted.expectedSha256 !== memory.contentSha256) throw contentChanged();
  const [updated] = await desk.write(`,
      },
    ],
    tests: changes("3.5 step 4: the precondition is checked before the path"),
  },
  {
    name: "same-memory-is-written",
    rule: "3.5 step 5",
    breaks: "an update that changes nothing writes a version",
    file: UPDATE,
    find: "  if (same) return memory;\n",
    replace: "",
    tests: changes("3.5 step 5"),
  },
  {
    name: "memory-blocks-itself",
    rule: "3.5 step 6",
    breaks: "a rename is blocked by the memory's own path",
    file: UPDATE,
    find: "desk.blocker(path, memory.id)",
    replace: "desk.blocker(path, null)",
    tests: changes("3.5 step 6: a rename ignores the memory itself"),
  },
  {
    name: "update-at-the-same-time",
    rule: "3.5 step 7",
    breaks: "two content updates of one memory may have the same time",
    file: WRITES,
    find: "greatest($8::timestamptz, t.updated_at + interval '1 millisecond') as at",
    replace: "greatest($8::timestamptz, t.updated_at) as at",
    tests: { file: "lib/memories/write-memories.db.test.ts", names: "a memory's changes are strictly later" },
  },
  {
    name: "rename-at-the-same-time",
    rule: "3.5 step 7",
    breaks: "two renames in one store may have the same time",
    file: "lib/stores/repository.ts",
    find: "greatest($3, tree_changed_at + interval '1 millisecond')",
    replace: "greatest($3, tree_changed_at)",
    tests: { file: "lib/memories/write-memories.db.test.ts", names: "changes of a store's tree are strictly later" },
  },
  {
    name: "create-overwrites",
    rule: "3.4",
    breaks: "a create on a taken path replaces the memory there",
    file: WRITES,
    find: "from memories m where m.store_id = $2 and m.path = $3)",
    replace: "from memories m where m.store_id = $2 and m.path = $3 and false)",
    also: [
      {
        file: WRITES,
        find: "select $10, $1, $2, $3, $11, $7, $8, d.at, d.at from decided d where d.outcome = 'written'",
        replace: `select $10, $1, $2, $3, $11, $7, $8, d.at, d.at from decided d where d.outcome = 'written'
    on conflict (store_id, path) do update set head_version_id = $11, content_sha256 = $7, content_bytes = $8`,
      },
    ],
    tests: conformance("memories", "3.4: create never overwrites"),
  },
  {
    name: "create-checks-path-before-archive",
    rule: "3.6",
    breaks: "a taken path is reported before the archive",
    file: WRITES,
    find: `case when s.archived_at is not null then 'archived'
        when b.id is not null then 'blocked'`,
    replace: `case when b.id is not null then 'blocked'
        when s.archived_at is not null then 'archived'`,
    tests: conformance("memories", "3.6: create checks body, store, archive, path and cap in this order"),
  },
  {
    name: "create-checks-cap-before-path",
    rule: "3.6",
    breaks: "the cap is reported before a taken path",
    file: WRITES,
    find: `when b.id is not null then 'blocked'
        when s.memory_count >= $5::int then 'full'`,
    replace: `when s.memory_count >= $5::int then 'full'
        when b.id is not null then 'blocked'`,
    tests: conformance("memories", "3.6: create checks body, store, archive, path and cap in this order"),
  },
  {
    name: "one-above-the-cap",
    rule: "3.6",
    breaks: "a store may hold one memory more than the cap",
    file: WRITES,
    find: "when s.memory_count >= $5::int",
    replace: "when s.memory_count > $5::int",
    tests: conformance("memories", "3.6: at the cap"),
  },
  {
    name: "deletes-free-no-place",
    rule: "3.6",
    breaks: "deleted memories still count against the cap",
    file: "prisma/migrations/20261121000100_changes/migration.sql",
    find: "SET memory_count = s.memory_count - n.gone",
    replace: "SET memory_count = s.memory_count",
    tests: conformance("memories", "3.6: at the cap"),
  },
  {
    name: "no-precondition-on-delete",
    rule: "3.6",
    breaks: "a delete ignores the expected hash",
    file: "lib/memories/delete-memory.ts",
    find: "    if (input.expectedSha256 !== undefined && input.expectedSha256 !== memory.contentSha256) throw contentChanged();\n",
    replace: "",
    tests: changes("3.6: delete with a stale hash"),
  },
];

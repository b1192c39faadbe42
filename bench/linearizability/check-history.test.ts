import { expect, test } from "vitest";
import { sha256 } from "@/lib/core/hash";
import { checkHistory } from "./check-history";
import { checkRefusals } from "./check-refusals";
import type { Acknowledged, Change, History, Refused, Write } from "./history";
import { Tree } from "./tree";

let now = 0;

/** Requests one after another; each takes one tick and the next begins a tick later. */
const request = (client: number, write: Write) => ({ client, write, startedAt: ++now, endedAt: ++now });

function change(sequence: number, operation: Change["operation"], id: string, path: string, content: string): Change {
  const gone = operation === "deleted";
  return {
    sequence,
    operation,
    memory_id: id,
    memory_version_id: `v${sequence}`,
    path,
    content: gone ? null : content,
    content_sha256: gone ? null : sha256(content),
    created_at: `2026-11-20T09:00:${String(sequence).padStart(2, "0")}Z`,
  };
}

const acknowledge = (write: Write, made: Change): Acknowledged => ({
  ...request(made.sequence, write),
  memoryId: made.memory_id,
  answer:
    write.kind === "delete"
      ? null
      : { versionId: made.memory_version_id, path: made.path ?? "", sha256: made.content_sha256 ?? "" },
});

const refuse = (write: Write, memoryId: string | null, status: number, type: string, blocker = {}): Refused => ({
  ...request(99, write),
  memoryId,
  status,
  type,
  blocker: "path" in blocker ? (blocker as Refused["blocker"]) : null,
});

/** Two memories; one is edited and renamed, the other deleted; four refusals, each with its reason. */
function aHistory() {
  now = 0;
  const changes = [
    change(1, "created", "m1", "/a", "one two"),
    change(2, "created", "m2", "/b/c", "other"),
    change(3, "modified", "m1", "/a", "one 2"),
    change(4, "modified", "m1", "/d", "one 2"),
    change(5, "deleted", "m2", "/b/c", ""),
  ];
  const [first, second, edited, renamed, deleted] = changes as [Change, Change, Change, Change, Change];
  const acknowledged = [
    acknowledge({ kind: "create", path: "/a", content: "one two" }, first),
    acknowledge({ kind: "create", path: "/b/c", content: "other" }, second),
  ];
  const refused = [
    refuse({ kind: "create", path: "/b", content: "" }, null, 409, "memory_path_conflict_error", {
      id: "m2",
      path: "/b/c",
    }),
  ];
  acknowledged.push(acknowledge({ kind: "edit", oldText: "two", newText: "2" }, edited));
  const stale = { expectedSha256: sha256("one two") };
  refused.push(
    refuse({ kind: "update", content: "x", ...stale }, "m1", 409, "memory_precondition_failed_error"),
    refuse({ kind: "edit", oldText: "two", newText: "x" }, "m1", 409, "conflict_error"),
  );
  acknowledged.push(acknowledge({ kind: "rename", path: "/d", expectedSha256: sha256("one 2") }, renamed));
  acknowledged.push(acknowledge({ kind: "delete" }, deleted));
  refused.push(refuse({ kind: "delete" }, "m2", 404, "not_found_error"));
  return {
    changes,
    followed: structuredClone(changes),
    acknowledged,
    refused,
    versionIds: changes.map(({ memory_version_id }) => memory_version_id),
    live: [{ id: "m1", path: "/d", content_sha256: sha256("one 2"), memory_version_id: "v4" }],
  } satisfies History;
}

type Planted = ReturnType<typeof aHistory>;

const at = <T>(items: T[], index: number): T => {
  const item = items[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
};

const brokenChecks = (history: History): string[] =>
  [...checkHistory(history), ...checkRefusals(history)]
    .filter(({ violations }) => violations.length > 0)
    .map(({ name }) => name);

test("a history without a fault breaks no check", () => {
  expect(brokenChecks(aHistory())).toEqual([]);
});

const faults: [string, string, (history: Planted) => void][] = [
  [
    "a gap in the feed",
    "the feed counts without gaps",
    ({ changes }) => {
      at(changes, 4).sequence = 6;
    },
  ],
  [
    "a reader that missed a change",
    "a reader during the run got the same feed",
    ({ followed }) => void followed.splice(1, 1),
  ],
  [
    "a reader that got a change twice",
    "a reader during the run got the same feed",
    ({ followed }) => void followed.push(at(followed, 4)),
  ],
  [
    "a text that is not the hash's",
    "hashes match contents",
    ({ changes }) => {
      at(changes, 1).content = "changed";
    },
  ],
  ["a version without a change", "versions and feed agree", ({ versionIds }) => void versionIds.push("v9")],
  ["a change without a version", "versions and feed agree", ({ versionIds }) => void versionIds.pop()],
  ["a version that is listed twice", "versions and feed agree", ({ versionIds }) => void versionIds.push("v1")],
  [
    "a live memory with another head",
    "every prefix is a valid tree, the whole is the live one",
    ({ live }) => {
      at(live, 0).memory_version_id = "v3";
    },
  ],
  [
    "a live memory that is missing",
    "every prefix is a valid tree, the whole is the live one",
    ({ live }) => void live.pop(),
  ],
  [
    "a live memory that was deleted",
    "every prefix is a valid tree, the whole is the live one",
    ({ live }) => void live.push({ id: "m2", path: "/b/c", content_sha256: sha256("other"), memory_version_id: "v2" }),
  ],
  [
    "a file below a file, for a while",
    "every prefix is a valid tree, the whole is the live one",
    ({ changes, acknowledged }) => {
      at(changes, 1).path = "/a/c";
      at(changes, 4).path = "/a/c";
      at(acknowledged, 1).write = { kind: "create", path: "/a/c", content: "other" };
    },
  ],
  [
    "a change of what is deleted",
    "every prefix is a valid tree, the whole is the live one",
    ({ changes }) => void changes.push(change(6, "modified", "m2", "/b/c", "back")),
  ],
  [
    "two changes of a memory at one time",
    "every prefix is a valid tree, the whole is the live one",
    ({ changes }) => {
      at(changes, 3).created_at = at(changes, 2).created_at;
    },
  ],
  [
    "an acknowledged write that is gone",
    "every acknowledged write is there exactly once",
    ({ changes, followed, versionIds, live }) => {
      for (const list of [changes, followed, versionIds]) list.splice(3, 1);
      live[0] = { id: "m1", path: "/a", content_sha256: sha256("one 2"), memory_version_id: "v3" };
    },
  ],
  [
    "a write that nobody made",
    "every acknowledged write is there exactly once",
    ({ acknowledged }) => void acknowledged.pop(),
  ],
  [
    "two writes that were answered with one version",
    "every acknowledged write is there exactly once",
    ({ acknowledged }) => void acknowledged.push(at(acknowledged, 3)),
  ],
  [
    "an answer with another state",
    "every acknowledged write is there exactly once",
    ({ acknowledged }) => {
      at(acknowledged, 0).answer = { versionId: "v1", path: "/a", sha256: sha256("else") };
    },
  ],
  [
    "an edit that undid another's",
    "every write builds on the state before it",
    ({ acknowledged }) => {
      at(acknowledged, 2).write = { kind: "edit", oldText: "one", newText: "1" };
    },
  ],
  [
    "a precondition that was passed by",
    "every write builds on the state before it",
    ({ acknowledged }) => {
      at(acknowledged, 3).write = { kind: "rename", path: "/d", expectedSha256: sha256("one two") };
    },
  ],
  [
    "a write that comes after one that began when it was done",
    "the order agrees with real time",
    ({ acknowledged }) => {
      const [first, second] = [at(acknowledged, 0), at(acknowledged, 1)];
      Object.assign(first, { startedAt: 3, endedAt: 4 });
      Object.assign(second, { startedAt: 1, endedAt: 2 });
    },
  ],
  [
    "a failure of the server",
    "every failure is a legal 4xx",
    ({ refused }) => {
      at(refused, 3).status = 500;
    },
  ],
  [
    "a request without an answer",
    "every failure is a legal 4xx",
    ({ refused }) => {
      at(refused, 3).status = null;
    },
  ],
  [
    "a precondition that did hold",
    "every failure had its reason while the request ran",
    ({ refused }) => {
      at(refused, 1).write = { kind: "update", content: "x", expectedSha256: sha256("one 2") };
    },
  ],
  [
    "a text that was there",
    "every failure had its reason while the request ran",
    ({ refused }) => {
      at(refused, 2).write = { kind: "edit", oldText: "2", newText: "x" };
    },
  ],
  [
    "a memory that was not found before it was deleted",
    "every failure had its reason while the request ran",
    ({ refused }) => {
      Object.assign(at(refused, 3), { startedAt: 4.1, endedAt: 4.2 });
    },
  ],
  [
    "a path that nothing blocked any more",
    "every failure had its reason while the request ran",
    ({ refused }) => {
      Object.assign(at(refused, 0), { startedAt: 98, endedAt: 99 });
    },
  ],
];

test.each(faults)("%s is found", (_name, check, plant) => {
  const history = aHistory();
  plant(history);
  expect(brokenChecks(history)).toContain(check);
});

test("a tree knows paths that are taken, above or below, and forgets what is removed", () => {
  const tree = new Tree();
  expect(tree.add("/a/b")).toBeNull();
  expect(tree.add("/a/c/d")).toBeNull();
  tree.remove("/a/c/d");
  expect(tree.add("/a/c")).toBeNull();
  expect(tree.add("/ab")).toBeNull();
  expect(tree.add("/a/b/c")).toContain("beside /a/b");
  expect(tree.add("/a")).toContain("beside /a/…");
  expect(tree.add("/ab")).toContain("beside /ab");
});

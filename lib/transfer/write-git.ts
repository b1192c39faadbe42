import type { MemoryId } from "@/lib/core/ids";
import { ancestorsOf } from "@/lib/memories/path";
import type { VersionRow } from "@/lib/versions/repository";
import { escapeGitPath } from "./escape-git-path";

/** Marks by hash that are remembered; a text that comes again after that is sent again, and git stores it once. */
const MARKS_MAX = 100_000;
/** A commit's versions are kept until it is written; a larger change becomes several commits. */
const VERSIONS_PER_COMMIT_MAX = 1_000;
const CHUNK_BYTES = 64 * 1024;

type Change = { version: VersionRow; removes: string | null; sets: { path: string; mark: number } | null; did: string };

/** `"a/b"`: quoted the way git-fast-import(1) reads it; other control characters are not in a memory's path. */
const quoted = (path: string): string => `"${path.replace(/["\\]/g, (character) => `\\${character}`)}"`;

const data = (text: string): string => `data ${Buffer.byteLength(text, "utf8")}\n${text}\n`;

const sameCommit = (a: VersionRow, b: VersionRow): boolean =>
  a.createdAt.getTime() === b.createdAt.getTime() &&
  a.actorType === b.actorType &&
  a.actorId === b.actorId &&
  a.dreamId === b.dreamId;

/** The files of the branch while it is written: who is where. Bounded by the memories that live at one time. */
class Tree {
  private readonly paths = new Map<MemoryId, string>();
  private readonly owners = new Map<string, MemoryId>();

  pathOf(memoryId: MemoryId): string | null {
    return this.paths.get(memoryId) ?? null;
  }

  /** @returns the path that becomes free, or null when another memory has taken it already */
  leave(memoryId: MemoryId): string | null {
    const path = this.paths.get(memoryId);
    this.paths.delete(memoryId);
    if (path === undefined || this.owners.get(path) !== memoryId) return null;
    this.owners.delete(path);
    return path;
  }

  /** Git puts a folder where a file was by itself; that file must not be removed later, for the folder would go. */
  enter(memoryId: MemoryId, path: string): void {
    for (const ancestor of ancestorsOf(path)) this.owners.delete(ancestor);
    this.paths.set(memoryId, path);
    this.owners.set(path, memoryId);
  }
}

/** Blobs by content hash: the mark under which git knows a text. */
class Marks {
  private readonly marks = new Map<string, number>();
  private last = 0;

  /** @returns the mark, and the blob to send first when git does not have it yet */
  of(sha256: string, text: string): { mark: number; blob: string } {
    const known = this.marks.get(sha256);
    if (known !== undefined) return { mark: known, blob: "" };
    const [oldest] = this.marks.keys();
    if (this.marks.size >= MARKS_MAX && oldest !== undefined) this.marks.delete(oldest);
    this.last += 1;
    this.marks.set(sha256, this.last);
    return { mark: this.last, blob: `blob\nmark :${this.last}\n${data(text)}` };
  }
}

/** What a version does to the branch. After a redacted one the file is gone until the next: where it was is not known. */
function changeOf(tree: Tree, marks: Marks, version: VersionRow): { change: Change; blob: string } {
  const before = tree.pathOf(version.memoryId);
  const { path, contentSha256, content } = version;
  const stays = path !== null && path === before && version.operation !== "deleted";
  const removes = stays ? null : tree.leave(version.memoryId);
  if (version.redactedAt !== null || path === null) {
    return { change: { version, removes, sets: null, did: "redacted version" }, blob: "" };
  }
  if (contentSha256 === null || typeof content !== "string") {
    return { change: { version, removes, sets: null, did: `deleted ${path}` }, blob: "" };
  }
  const { mark, blob } = marks.of(contentSha256, content);
  tree.enter(version.memoryId, path);
  const did = before !== null && !stays ? `moved ${before} to ${path}` : `${version.operation} ${path}`;
  return { change: { version, removes, sets: { path, mark }, did }, blob };
}

function subjectOf(changes: Change[]): string {
  const [first] = changes;
  if (first !== undefined && changes.length === 1) return first.did;
  const count = (operation: string) => changes.filter(({ version }) => version.operation === operation).length;
  return `${changes.length} changes: ${count("created")} created, ${count("modified")} modified, ${count("deleted")} deleted`;
}

function messageOf(changes: Change[]): string {
  const trailers = changes.flatMap(({ version, sets, removes }) => {
    const path = sets?.path ?? removes;
    const escaped = path !== null && escapeGitPath(path) !== path.slice(1);
    return [
      `Reverie-Version: ${version.id}`,
      `Reverie-Memory: ${version.memoryId}`,
      ...(escaped ? [`Reverie-Path: ${path}`] : []),
      ...(version.redactedAt === null ? [] : [`Reverie-Redacted: ${version.redactedAt.toISOString()}`]),
    ];
  });
  const first = changes[0]?.version;
  if (first?.actorType === "session_actor") trailers.push(`Reverie-Session: ${first.actorId}`);
  if (first?.dreamId != null) trailers.push(`Reverie-Dream: ${first.dreamId}`);
  return `${subjectOf(changes)}\n\n${trailers.join("\n")}\n`;
}

/** Removals first, so that what takes a freed path is not removed again. */
function commitOf(changes: Change[]): string {
  const first = changes[0]?.version;
  if (first === undefined) return "";
  const id = (first.actorId ?? "unknown").replace(/[^\w.-]/g, "_");
  const who = `${first.actorType ?? "unknown"} ${id} <${id}@reverie.invalid>`;
  const when = `${Math.floor(first.createdAt.getTime() / 1000)} +0000`;
  const removed = changes.flatMap(({ removes }) => (removes === null ? [] : [`D ${quoted(escapeGitPath(removes))}\n`]));
  const set = changes.flatMap(({ sets }) =>
    sets === null ? [] : [`M 100644 :${sets.mark} ${quoted(escapeGitPath(sets.path))}\n`],
  );
  return (
    `commit refs/heads/main\nauthor ${who} ${when}\ncommitter ${who} ${when}\n${data(messageOf(changes))}` +
    `${removed.join("")}${set.join("")}\n`
  );
}

/**
 * The history as a `git fast-import` stream for the branch `main`: one commit for each moment and author. It ends with
 * `done`, so that git refuses a stream that was cut.
 */
export async function* writeGit(versions: AsyncIterable<VersionRow>): AsyncGenerator<Uint8Array> {
  const tree = new Tree();
  const marks = new Marks();
  let group: Change[] = [];
  let waiting = "feature done\n";
  for await (const version of versions) {
    const first = group[0]?.version;
    if (first !== undefined && (!sameCommit(first, version) || group.length === VERSIONS_PER_COMMIT_MAX)) {
      waiting += commitOf(group);
      group = [];
    }
    const { change, blob } = changeOf(tree, marks, version);
    group.push(change);
    waiting += blob;
    if (waiting.length >= CHUNK_BYTES) {
      yield Buffer.from(waiting, "utf8");
      waiting = "";
    }
  }
  yield Buffer.from(`${waiting}${commitOf(group)}done\n`, "utf8");
}

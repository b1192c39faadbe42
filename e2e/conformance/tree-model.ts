import fc from "fast-check";

/** A change of a store's tree. `pick` chooses among the memories that live then. */
export type Change =
  | { kind: "create"; path: string }
  | { kind: "rename"; pick: number; path: string }
  | { kind: "delete"; pick: number };

/** What a change has to come to: done, or refused because of the memory at `blocker`. */
export type Verdict = { blocker: string | null };

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/**
 * What stands in the way of `path` (contract 3.4): the exact match, else the nearest ancestor, else the first descendant
 * in path order; null when nothing does.
 */
export function blockerOf(live: string[], path: string): string | null {
  if (live.includes(path)) return path;
  const above = live.filter((other) => path.startsWith(`${other}/`)).sort((a, b) => b.length - a.length);
  const below = live.filter((other) => other.startsWith(`${path}/`)).sort(byBytes);
  return above[0] ?? below[0] ?? null;
}

/** The simplest store that can be: the paths of its memories, each with a name that it keeps for life. */
export class TreeModel {
  private readonly memories = new Map<string, string>();

  names(): string[] {
    return [...this.memories.keys()];
  }

  paths(): string[] {
    return [...this.memories.values()].sort(byBytes);
  }

  nameAt(path: string): string | undefined {
    return this.names().find((name) => this.memories.get(name) === path);
  }

  /** Puts a memory at a path, new or not, unless something else blocks it. */
  put(name: string, path: string): Verdict {
    const others = this.names().filter((other) => other !== name);
    const blocker = blockerOf(
      others.map((other) => this.memories.get(other) ?? ""),
      path,
    );
    if (blocker === null) this.memories.set(name, path);
    return { blocker };
  }

  remove(name: string): void {
    this.memories.delete(name);
  }
}

/** Names that meet in every way: equal, above, below, and alike up to a character before or after "/" in byte order. */
const segment = fc.constantFrom("a", "b", "a-", "a.", "a0", "\u00E9", "\u{1F600}");
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `/${segments.join("/")}`);
const pick = fc.nat(40);

export const anyChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("create" as const), path }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("rename" as const), pick, path }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("delete" as const), pick }) },
);

import { ancestorsOf } from "@/lib/memories/path";

/** Why a path cannot be used. `at` is the path in the way: the path itself, or the memory above it. */
export type Obstacle = { kind: "taken" | "below_memory" | "is_folder"; at: string };

/** Paths in use, with the rule that a path is a file or a folder, not both (contract 3.4). */
export class PathTree<Value> {
  private readonly files = new Map<string, Value>();
  private readonly folders = new Set<string>();

  get(path: string): Value | undefined {
    return this.files.get(path);
  }

  /** What stands in the way of a new file at `path`, or null. */
  obstacleTo(path: string): Obstacle | null {
    if (this.files.has(path)) return { kind: "taken", at: path };
    const above = ancestorsOf(path).find((ancestor) => this.files.has(ancestor));
    if (above !== undefined) return { kind: "below_memory", at: above };
    return this.folders.has(path) ? { kind: "is_folder", at: path } : null;
  }

  set(path: string, value: Value): void {
    this.files.set(path, value);
    for (const ancestor of ancestorsOf(path)) this.folders.add(ancestor);
  }
}

/** In words, for a person who reads about one file. */
export function describeObstacle({ kind, at }: Obstacle): string {
  if (kind === "taken") return `${at} is taken`;
  return kind === "below_memory"
    ? `${at} is a file, so nothing can be below it`
    : `${at} is a folder, so no file can be there`;
}

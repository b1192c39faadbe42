const ancestorsOf = (path: string): string[] => {
  const parts = path.split("/");
  return parts.slice(2).map((_, index) => parts.slice(0, index + 2).join("/"));
};

/** Files by path, and how many are below each directory; adding and removing cost the path's depth. */
export class Tree {
  readonly #files = new Set<string>();
  readonly #below = new Map<string, number>();

  /** @returns what the path breaks, or null */
  add(path: string): string | null {
    const above = ancestorsOf(path).find((ancestor) => this.#files.has(ancestor));
    const taken = this.#files.has(path) ? path : above;
    const fault = taken ?? (this.#below.get(path) ? `${path}/…` : undefined);
    this.#files.add(path);
    for (const ancestor of ancestorsOf(path)) this.#below.set(ancestor, (this.#below.get(ancestor) ?? 0) + 1);
    return fault === undefined ? null : `${path} stands beside ${fault}`;
  }

  remove(path: string): void {
    if (!this.#files.delete(path)) return;
    for (const ancestor of ancestorsOf(path)) this.#below.set(ancestor, (this.#below.get(ancestor) ?? 0) - 1);
  }
}

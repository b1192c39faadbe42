export type Mount = { id: string; name: string; mount_path: string };

/** A tool call that touched a memory by path. */
export type MemoryUse = { verb: "read" | "wrote" | "edited"; store: Mount; path: string };

const VERBS: Record<string, MemoryUse["verb"]> = { read: "read", write: "wrote", edit: "edited", multiedit: "edited" };

/** The memory that a file tool reads or writes, when its path lies under a mounted store. */
export function memoryUse(tool: string, input: Record<string, unknown>, mounts: Mount[]): MemoryUse | null {
  const verb = VERBS[tool.toLowerCase()];
  const target = input.file_path ?? input.path;
  if (!verb || typeof target !== "string") return null;
  const store = mounts.find((mount) => target.startsWith(`${mount.mount_path}/`));
  return store ? { verb, store, path: target.slice(store.mount_path.length) } : null;
}

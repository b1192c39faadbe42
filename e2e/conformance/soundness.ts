import { expect } from "vitest";
import type { ConformanceServer, Json } from "./server";

export type ListedMemory = {
  id: string;
  path: string;
  content: string | null;
  content_sha256: string;
  memory_version_id: string;
  updated_at: string;
};

export type ListedVersion = {
  id: string;
  memory_id: string;
  operation: "created" | "modified" | "deleted";
  path: string;
  content_sha256: string | null;
  created_at: string;
};

/** All items of a list, in order. */
export async function listAll<Item>(server: ConformanceServer, path: string): Promise<Item[]> {
  const all: Json[] = [];
  for (let page: unknown = ""; page !== null; ) {
    const { body } = await server.ask("GET", `${path}?limit=100${page === "" ? "" : `&page=${page}`}`);
    all.push(...body.data);
    page = body.next_page;
  }
  return all as Item[];
}

export type StoreState = { memories: ListedMemory[]; versions: ListedVersion[] };

/** Checks one memory's versions, oldest first: created once, nothing after deleted, times strictly increasing. */
function expectLineage(versions: ListedVersion[]): void {
  const operations = versions.map(({ operation }) => operation);
  expect(operations[0]).toBe("created");
  expect(operations.slice(1)).not.toContain("created");
  expect(operations.slice(0, -1)).not.toContain("deleted");
  const times = versions.map(({ created_at }) => created_at);
  expect([...new Set(times)].sort()).toEqual(times);
}

/** The newest version of each memory that is not deleted, as it has to be listed. */
function liveByHistory(versions: ListedVersion[]): Omit<ListedMemory, "content">[] {
  const lineages = new Map<string, ListedVersion[]>();
  for (const version of [...versions].reverse()) {
    lineages.set(version.memory_id, [...(lineages.get(version.memory_id) ?? []), version]);
  }
  return [...lineages.values()].flatMap((lineage) => {
    expectLineage(lineage);
    const head = lineage.at(-1);
    if (head === undefined || head.operation === "deleted") return [];
    const { memory_id: id, path, content_sha256, id: memory_version_id, created_at: updated_at } = head;
    return [{ id, path, content_sha256: content_sha256 ?? "", memory_version_id, updated_at }];
  });
}

/**
 * Checks that a store that nobody writes to is a tree (contract 3.4) and that its history explains it: every live memory
 * is the newest version of its lineage, and nothing else lives.
 */
export async function expectSound(server: ConformanceServer, storeId: string): Promise<StoreState> {
  const memories = await listAll<ListedMemory>(server, `/v1/memory_stores/${storeId}/memories`);
  const versions = await listAll<ListedVersion>(server, `/v1/memory_stores/${storeId}/memory_versions`);
  const paths = memories.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  for (const path of paths) expect(paths.filter((other) => other.startsWith(`${path}/`))).toEqual([]);
  const listed = memories.map(({ id, path, content_sha256, memory_version_id, updated_at }) => ({
    id,
    path,
    content_sha256,
    memory_version_id,
    updated_at,
  }));
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  expect(liveByHistory(versions).sort(byId)).toEqual(listed.sort(byId));
  return { memories, versions };
}

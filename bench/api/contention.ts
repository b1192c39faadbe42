import type { Request } from "autocannon";
import { type Measured, measure } from "./measure";
import type { SeededStore } from "./seed";

/** What one writer, 64 writers on one memory, and 200 on 200 memories of one store got. */
export type Contention = {
  single: Measured;
  sameMemory: Measured & {
    /** Updates that were acknowledged, and versions that the memory has for them. */
    acknowledged: number;
    versions: number;
  };
  ownMemories: Measured;
};

const WRITERS = 64;
const OWN_WRITERS = 200;
const SECONDS = 3;

/** The three measurements use different memories. */
export async function measureContention(url: string, apiKey: string, store: SeededStore): Promise<Contention> {
  const load = { url, apiKey, seconds: SECONDS };
  const idAt = (index: number) => store.memories[store.memories.length - 1 - index]?.id as string;
  let acknowledged = 0;
  const update = (writer: number, memory: number): Request => {
    let n = 0;
    return {
      method: "POST",
      path: `/v1/memory_stores/${store.id}/memories/${idAt(memory)}`,
      setupRequest: (request) => ({ ...request, body: JSON.stringify({ content: `writer ${writer}, write ${n++}` }) }),
      onResponse: (status) => {
        if (memory === 1 && status === 200) acknowledged++;
      },
    };
  };
  const single = await measure({ ...load, connections: 1 }, (writer) => update(writer, 0));
  // The first second compiles; the other measurements have their first rounds for that.
  await measure({ ...load, seconds: 1, connections: WRITERS }, (writer) => update(writer, 1));
  const sameMemory = await measure({ ...load, connections: WRITERS }, (writer) => update(writer, 1));
  const ownMemories = await measure({ ...load, connections: OWN_WRITERS }, (writer) => update(writer, 2 + writer));
  const versions = await countVersions(url, apiKey, store.id, idAt(1));
  return { single, sameMemory: { ...sameMemory, acknowledged, versions }, ownMemories };
}

/** Versions of a memory, without the one it was created with. */
async function countVersions(url: string, apiKey: string, storeId: string, memoryId: string): Promise<number> {
  let count = 0;
  for (let page: string | null = ""; page !== null; ) {
    const query = `memory_id=${memoryId}&limit=100${page === "" ? "" : `&page=${page}`}`;
    const response = await fetch(`${url}/v1/memory_stores/${storeId}/memory_versions?${query}`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const answer = (await response.json()) as { data: unknown[]; next_page: string | null };
    count += answer.data.length;
    page = answer.next_page;
  }
  return count - 1;
}

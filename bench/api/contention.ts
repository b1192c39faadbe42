import { measure } from "./measure";
import type { SeededStore } from "./seed";

/** What 64 writers on one memory, and 200 on 200 memories of one store, got. Milliseconds. */
export type Contention = {
  singleP50: number;
  sameMemory: {
    p50: number;
    p99: number;
    rate: number;
    written: number;
    conflicts: number;
    faults: number;
    versions: number;
  };
  /** One answer's median with 200 writers, and how long they would take one after the other. */
  ownMemories: { p50: number; p99: number; rate: number; singleRate: number };
};

const WRITERS = 64;
const WRITES_EACH = 25;
const OWN_WRITERS = 200;

type Answer = { status: number; milliseconds: number };

const nearestRank = (values: number[], share: number) => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
};

/** Every memory that the three measurements use is another one. */
export async function measureContention(url: string, apiKey: string, store: SeededStore): Promise<Contention> {
  const memories = `${url}/v1/memory_stores/${store.id}/memories`;
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  const post = async (id: string, content: string): Promise<Answer> => {
    const start = performance.now();
    const response = await fetch(`${memories}/${id}`, { method: "POST", headers, body: JSON.stringify({ content }) });
    await response.arrayBuffer();
    return { status: response.status, milliseconds: performance.now() - start };
  };
  const idAt = (index: number) => store.memories[store.memories.length - 1 - index]?.id as string;

  const single: Answer[] = [];
  for (let n = 0; n < 300; n++) single.push(await post(idAt(0), `single ${n}`));
  const singleP50 = nearestRank(
    single.map((answer) => answer.milliseconds),
    0.5,
  );

  const start = performance.now();
  const same = (
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        const answers: Answer[] = [];
        for (let n = 0; n < WRITES_EACH; n++) answers.push(await post(idAt(1), `writer ${writer}, write ${n}`));
        return answers;
      }),
    )
  ).flat();
  const sameSeconds = (performance.now() - start) / 1_000;
  const written = same.filter((answer) => answer.status === 200).length;
  const times = same.map((answer) => answer.milliseconds);

  const load = { url, apiKey, seconds: 3 };
  const request = (index: number) => {
    let n = 0;
    return {
      method: "POST" as const,
      path: `/v1/memory_stores/${store.id}/memories/${idAt(2 + index)}`,
      setupRequest: (request: object) => ({ ...request, body: JSON.stringify({ content: `own ${index} ${n++}` }) }),
    };
  };
  const alone = await measure({ ...load, connections: 1 }, request);
  const many = await measure({ ...load, connections: OWN_WRITERS }, request);
  return {
    singleP50,
    sameMemory: {
      p50: nearestRank(times, 0.5),
      p99: nearestRank(times, 0.99),
      rate: same.length / sameSeconds,
      written,
      conflicts: same.filter((answer) => answer.status === 409).length,
      faults: same.filter((answer) => answer.status >= 500).length,
      versions: await countVersions(url, headers, store.id, idAt(1)),
    },
    ownMemories: { p50: many.p50, p99: many.p99, rate: many.rate, singleRate: alone.rate },
  };
}

/** Versions of a memory, without the one it was created with. */
async function countVersions(url: string, headers: Record<string, string>, storeId: string, memoryId: string) {
  let count = 0;
  for (let page: string | null = ""; page !== null; ) {
    const query = `memory_id=${memoryId}&limit=100${page === "" ? "" : `&page=${page}`}`;
    const response = await fetch(`${url}/v1/memory_stores/${storeId}/memory_versions?${query}`, { headers });
    const answer = (await response.json()) as { data: unknown[]; next_page: string | null };
    count += answer.data.length;
    page = answer.next_page;
  }
  return count - 1;
}

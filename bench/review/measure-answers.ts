import { gzipSync } from "node:zlib";
import type { DreamId } from "@/lib/core/ids";
import type { ProductionServer } from "@/lib/testing/production-server";
import { median } from "./timing";

/** `firstByteMs` until the head of the answer was there. Bytes of the body as it is and as gzip makes it. */
export type AnswerFigures = { name: string; ms: number; firstByteMs: number; bytes: number; gzipBytes: number };

const QUERIES = { "with texts": "include_texts=true", "without texts": "include_texts=false" };

type Ids = { large: DreamId; small: DreamId };

/** `GET /v1/dreams/{id}/diff` of both reviews, in turns. */
export async function measureAnswers(server: ProductionServer, ids: Ids, rounds: number): Promise<AnswerFigures[]> {
  const cases = Object.entries(QUERIES).flatMap(([name, query]) =>
    Object.entries(ids).map(([size, id]) => ({ name: `${size}, ${name}`, url: `/v1/dreams/${id}/diff?${query}` })),
  );
  const times = cases.map((): { ms: number; firstByteMs: number }[] => []);
  const bodies = cases.map(() => Buffer.alloc(0));
  for (let round = 0; round <= rounds; round++) {
    for (const [at, { url }] of cases.entries()) {
      const start = performance.now();
      const response = await fetch(`${server.url}${url}`, { headers: { authorization: `Bearer ${server.apiKey}` } });
      const firstByteMs = performance.now() - start;
      bodies[at] = Buffer.from(await response.arrayBuffer());
      if (!response.ok) throw new Error(`${url} answered ${response.status}: ${bodies[at]}`);
      // The first round is for the compiler.
      if (round > 0) times[at]?.push({ ms: performance.now() - start, firstByteMs });
    }
  }
  return cases.map(({ name }, at) => ({
    name,
    ms: median((times[at] ?? []).map(({ ms }) => ms)),
    firstByteMs: median((times[at] ?? []).map(({ firstByteMs }) => firstByteMs)),
    bytes: bodies[at]?.length ?? 0,
    gzipBytes: gzipSync(bodies[at] ?? "").length,
  }));
}

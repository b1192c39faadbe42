/** Milliseconds of each of some forks of a store. */
export async function measureFork(url: string, apiKey: string, storeId: string): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < 5; n++) {
    const start = performance.now();
    const response = await fetch(`${url}/v1/memory_stores/${storeId}/fork`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ name: `Fork ${n}` }),
    });
    if (!response.ok) throw new Error(`fork failed: ${await response.text()}`);
    times.push(performance.now() - start);
  }
  return times;
}

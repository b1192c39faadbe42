const waits = new Set<AbortController>();

/**
 * Work that waits for something to happen, for the sake of a caller. Its signal fires when the caller goes away or the
 * server stops; it then answers with what it has.
 */
export async function whileServing<T>(caller: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const wait = new AbortController();
  const end = () => wait.abort();
  // Not AbortSignal.any: what it makes of a signal that lives as long as the process is never forgotten by that one.
  waits.add(wait);
  caller.addEventListener("abort", end, { once: true });
  if (caller.aborted) end();
  try {
    return await work(wait.signal);
  } finally {
    waits.delete(wait);
    caller.removeEventListener("abort", end);
  }
}

/** Ends every wait of the process. */
export function endWaits(): void {
  for (const wait of waits) wait.abort();
}

/** mulberry32: a small generator of numbers in [0, 1) that gives the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS = ["replica", "lag", "checkout", "p99", "alert", "cleared", "rollback", "queue", "ledger", "deploy"];

/** A session of `calls` tool calls with their outcomes, about 400 bytes each, in the shape of Managed Agents. */
export function longTranscript({ seed, calls }: { seed: number; calls: number }): { events: object[]; body: string } {
  const random = seededRandom(seed);
  const words = (count: number) => Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]);
  const text = (value: string) => [{ type: "text", text: value }];
  const events: object[] = [{ type: "user.message", content: text(`Look after shift ${seed}.`) }];
  for (let call = 0; call < calls; call += 1) {
    const command = `kubectl logs deploy/${words(2).join("-")} --tail=${Math.floor(random() * 1000)}`;
    events.push({ id: `call_${call}`, type: "agent.tool_use", name: "bash", input: { command } });
    events.push({ type: "agent.tool_result", tool_use_id: `call_${call}`, content: text(words(40).join(" ")) });
  }
  return { events, body: JSON.stringify({ format: "managed_agents", title: `Shift ${seed}`, events }) };
}

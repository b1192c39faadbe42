/** Numbers from 0 to 1 that a seed decides (mulberry32, public domain, T. Ettinger 2017). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS =
  "alert build cache deploy error flag gateway host index job key limit memory node owner page queue rate store token".split(
    " ",
  );

/** Lines of words, exactly `bytes` long (ASCII). */
export function randomText(random: () => number, bytes: number): string {
  let text = "";
  while (text.length < bytes) {
    text += WORDS[Math.floor(random() * WORDS.length)];
    text += random() < 0.12 ? "\n" : " ";
  }
  return text.slice(0, bytes);
}

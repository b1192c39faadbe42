/** What a unit measures, and how many of the smallest unit of that kind it holds. */
export type Unit = { kind: string; factor: number };

const TABLE: [kind: string, factor: number, names: string][] = [
  ["time", 1e-3, "us µs microsecond microseconds"],
  ["time", 1, "ms msec millis millisecond milliseconds"],
  ["time", 1e3, "s sec secs second seconds"],
  ["time", 6e4, "min mins minute minutes"],
  ["time", 3.6e6, "h hr hrs hour hours"],
  ["time", 8.64e7, "d day days"],
  ["time", 6.048e8, "week weeks"],
  ["bytes", 1, "byte bytes"],
  ["bytes", 1e3, "kb kilobyte kilobytes"],
  ["bytes", 1e6, "mb megabyte megabytes"],
  ["bytes", 1e9, "gb gigabyte gigabytes"],
  ["bytes", 1e12, "tb terabyte terabytes"],
  ["bytes", 2 ** 10, "kib ki"],
  ["bytes", 2 ** 20, "mib mi"],
  ["bytes", 2 ** 30, "gib gi"],
  ["bytes", 2 ** 40, "tib ti"],
  ["percent", 1, "% percent pct"],
  ["usd", 1, "$ usd dollar dollars"],
  ["eur", 1, "€ eur euro euros"],
  ["gbp", 1, "£ gbp"],
  ["length", 1, "mm"],
  ["length", 10, "cm"],
  ["length", 1e6, "km"],
  ["weight", 1e3, "kg"],
  ["rate", 1, "rps qps req/s"],
];
const UNITS = new Map(
  TABLE.flatMap(([kind, factor, names]) => names.split(" ").map((name) => [name, { kind, factor }])),
);

/** The unit of that name, whatever its case, or null. `m` is none: it may be metres, minutes or millions. */
export function findUnit(name: string): Unit | null {
  return UNITS.get(name.toLowerCase()) ?? null;
}

/** Names that are put at the end of a key to tell the unit: `timeout_ms`, `size_bytes`. Of single letters only `s` is one. */
export function isUnitSuffix(word: string): boolean {
  return (
    (word.length > 1 || word === "s") && /^[a-z]+$/.test(word) && UNITS.has(word) && word !== "day" && word !== "days"
  );
}

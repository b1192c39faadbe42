/** One measured figure of the dream benchmarks. */
export type BenchRow = {
  task: string;
  metric: string;
  value: number;
  /** What the value has to reach, null where it is only reported. */
  bar: number | null;
  isHigherBetter: boolean;
  detail?: string;
};

import { join } from "node:path";
import { findDataFiles, readJsonLines } from "@/bench/dreams/data-files";

/** The rows of all files below `<data>/security` whose name holds `part` (letters and hyphens). */
export function readRows<Row>(dataFolder: string, part: string): Row[] {
  const pattern = new RegExp(`${part}[^/]*\\.jsonl?(?:\\.gz)?$`);
  return findDataFiles(join(dataFolder, "security"), pattern).flatMap((file) => readJsonLines<Row>(file));
}

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Files anywhere below `<data>/security` whose name holds `part`, sorted; they may be gzipped. */
export function dataFiles(dataFolder: string, part: string): string[] {
  const root = join(dataFolder, "security");
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && basename(entry.name).includes(part) && /\.jsonl?(?:\.gz)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The rows of the files: JSON lines, or one JSON array. Gzipped files are unpacked in memory only. */
export function readRows<Row>(dataFolder: string, part: string): Row[] {
  return dataFiles(dataFolder, part).flatMap((file) => {
    const bytes = readFileSync(file);
    const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8").trim();
    if (text.startsWith("[")) return JSON.parse(text) as Row[];
    return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [JSON.parse(line) as Row]));
  });
}

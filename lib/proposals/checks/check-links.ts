import { brokenLinks } from "./broken-links";
import { counted, finishCheck } from "./finish-check";
import { indexGaps } from "./index-gaps";
import type { Change } from "./read-change";
import type { Check } from "./types";

/** Links lead where they led, and an index that the proposal writes lists what is there. */
export function checkLinks(change: Change): Check {
  const gaps = indexGaps(change);
  const ghosts = new Set(gaps.filter(({ line }) => line > 0).map(({ path, line }) => `${line} ${path}`));
  const broken = brokenLinks(change).filter(({ path, line }) => !ghosts.has(`${line} ${path}`));
  const problems: string[] = [];
  if (broken.length > 0)
    problems.push(`${counted(broken.length, "link")} ${broken.length === 1 ? "leads" : "lead"} nowhere.`);
  if (gaps.length > 0) problems.push(`The index differs from the files in ${counted(gaps.length, "place")}.`);
  return problems.length > 0
    ? finishCheck("links", "warn", problems.join(" "), [...broken, ...gaps])
    : finishCheck("links", "pass", "Links lead where they led, and the index lists what is there.");
}

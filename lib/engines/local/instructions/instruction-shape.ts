import { cannot, type InstructionEffect } from "@/lib/engines/local/instructions/instruction-effect";
import { inlineOwn } from "@/lib/engines/local/text/safe-text";
import { CONTENT_BYTES_MAX } from "@/lib/engines/local/text/tree-paths";

const FILES =
  "(?:(?:all|each|every|the|single|any) )?(?:(?:memory|memories|markdown) )?(?:files?|notes?|memories|them|it)";
const UNDER =
  "(?:under|below|at most|smaller than|less than|within|shorter than|up to|no (?:bigger|larger|longer) than|to(?: at most)?)";
const AMOUNT = String.raw`(\d{1,7}(?:\.\d{1,3})?) ?(kb|kib|k|bytes?|b|mb|mib|lines?)`;
const SIZE_FORMS: readonly RegExp[] = [
  new RegExp(`^(?:please )?keep (?:${FILES} )?${UNDER} ${AMOUNT}(?: each)?$`, "i"),
  new RegExp(
    `^${FILES} (?:must|should|may|can) (?:be|stay|not be (?:over|above|bigger than|larger than)|not exceed|remain) ?(?:${UNDER} )?${AMOUNT}(?: each)?$`,
    "i",
  ),
  new RegExp(
    `^(?:please )?(?:no|split) files? (?:that (?:is|are) )?(?:over|above|bigger than|larger than|longer than|more than) ${AMOUNT}$`,
    "i",
  ),
  new RegExp(`^(?:the )?(?:max(?:imum|imal)?|largest) (?:file size|size of (?:a|each) file)(?: is|:)? ${AMOUNT}$`, "i"),
];
/** A unit's bytes. KB counts 1,000, so that "under 8 KB" holds in either reading. */
const UNIT_BYTES = new Map([
  ["b", 1],
  ["byte", 1],
  ["bytes", 1],
  ["k", 1000],
  ["kb", 1000],
  ["kib", 1024],
  ["mb", 1_000_000],
  ["mib", 1_048_576],
]);
/** Smaller files would be one statement each: more paths than text. */
const FILE_BYTES_MIN = 1000;

/** "Keep files under 8 KB." */
export function readFileSize(sentence: string): InstructionEffect | null {
  const match = SIZE_FORMS.map((form) => form.exec(sentence)).find((found) => found !== null);
  if (!match) return null;
  const unit = UNIT_BYTES.get((match[2] ?? "").toLowerCase());
  if (unit === undefined) return cannot("A number of lines is not understood: name a size in KB.");
  const bytes = Math.floor(Number(match[1]) * unit);
  if (bytes < FILE_BYTES_MIN) return cannot(`Files are not split below ${FILE_BYTES_MIN} bytes.`);
  if (bytes > CONTENT_BYTES_MAX)
    return { change: (rules) => rules, remark: `No file may hold more than ${CONTENT_BYTES_MAX} bytes anyway.` };
  return {
    change: (rules) => ({ ...rules, fileBytesMax: bytes }),
    remark: `Files of more than ${bytes} bytes are split by their sections, where they have at least three.`,
  };
}

const SPLIT_FORMS: readonly RegExp[] = [
  /^(?:please )?(?:(?:use|keep|make|create|write|have|i want|we want|there (?:should|must) be) )?(?:one|a separate|separate|its own|a|an own) (?:file|memory|note)s? (?:per|for each|for every|by) ([\p{L}][\p{L}-]{1,40})$/iu,
  /^(?:please )?(?:each|every) ([\p{L}][\p{L}-]{1,40}) (?:gets|has|should have|must have|in) (?:its|their|a|an|one) (?:own |separate )?(?:file|memory|note)$/iu,
  /^(?:please )?split (?:files |notes |memories |them |it )?(?:per|by) ([\p{L}][\p{L}-]{1,40})$/iu,
];
/** "one file per topic" is what the engine does by size; it is no kind of name. */
const NO_NAMES = new Set(["topic", "subject", "section", "heading", "file", "thing", "entry", "note", "line", "size"]);

function singular(noun: string): string {
  if (/ies$/.test(noun)) return `${noun.slice(0, -3)}y`;
  if (/(?:sses|xes|ches|shes)$/.test(noun)) return noun.slice(0, -2);
  return /[^su]s$/.test(noun) ? noun.slice(0, -1) : noun;
}

/** "One file per customer." */
export function readSplitBy(sentence: string): InstructionEffect | null {
  const noun = SPLIT_FORMS.map((form) => form.exec(sentence)?.[1])
    .find((match) => match !== undefined)
    ?.toLowerCase();
  if (noun === undefined) return null;
  const name = singular(noun);
  if (NO_NAMES.has(name))
    return cannot(`${inlineOwn(name)} names no things: say for instance "one file per customer".`);
  return {
    change: (rules) => ({ ...rules, splitBy: name }),
    remark: `In files named for ${inlineOwn(name)} each named section gets a file of its own.`,
  };
}

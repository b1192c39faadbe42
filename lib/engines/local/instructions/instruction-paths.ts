import { cannot, type InstructionEffect } from "@/lib/engines/local/instructions/instruction-effect";
import { inlineOwn } from "@/lib/engines/local/text/safe-text";

const VERB =
  "touch|change|edit|modify|alter|rewrite|reword|overwrite|delete|remove|move|rename|update|write to|write in|write into";
const ALONE = "alone|as it is|as they are|as is|untouched|unchanged";
const LOCKED =
  "read[- ]only|off[- ]limits|frozen|protected|untouched|unchanged|as it is|as they are|as is|not to be (?:touched|changed|edited|modified)";
/** Whole sentences only: a condition at the end ("unless ...") makes it another request. */
const FORMS: readonly RegExp[] = [
  new RegExp(
    `^(?:please )?(?:do not|don't|never|must not|you must not) (?:ever )?(?:${VERB})(?: or (?:${VERB}))* (.{1,300})$`,
    "i",
  ),
  new RegExp(`^(?:please )?(?:leave|keep) (.{1,300}?) (?:${ALONE}|read[- ]only)$`, "i"),
  new RegExp(`^(.{1,300}?) (?:is|are|must be|must stay|should be|should stay|stays?|remains?) (?:${LOCKED})$`, "i"),
  /^(?:please )?(?:protect|hands off|keep out of|stay out of|ignore|skip|exclude|leave out) (.{1,300})$/i,
];
const LEAD =
  /^(?:(?:the )?(?:contents? of|anything|everything|any files?|all files?|files?|notes|(?:the )?(?:whole )?(?:folder|directory|file|path))|all|the) (?:(?:in|under|below|inside|within) )?(?:the )?(?:(?:folder|directory|file|path) )?/i;
const PATH = /^\/?(?:[\p{L}\p{N}_.@+~-]+\/)*[\p{L}\p{N}_.@+~-]*\/?$/u;
/** A request names a handful of places; more is a list for the store's settings. */
const PATHS_MAX = 20;

/** `/runbooks`, `runbooks/`, or "runbooks folder"; null for any other words. */
function placeIn(words: string): string | null {
  const bare = words.trim().replace(/^["'`“]|["'`”]$/g, "");
  const named = /^(?:in |under |below )?(?:the )?["'`]?([\p{L}\p{N}_.@+~/-]+)["'`]? (?:folder|directory)$/iu.exec(
    bare,
  )?.[1];
  const token =
    named ??
    bare
      .replace(LEAD, "")
      .replace(/^(?:in|under|below|inside|within) /i, "")
      .replace(/^["'`“]|["'`”]$/g, "");
  if (!PATH.test(token) || (named === undefined && !token.includes("/"))) return null;
  const path = `/${token.replace(/^\/+|\/+$/g, "")}`;
  return path.split("/").some((name) => name === "." || name === "..") ? null : path;
}

/** "Do not touch /runbooks", "leave X alone", "X is read-only", for files and folders. */
export function readProtection(sentence: string): InstructionEffect | null {
  const given = FORMS.map((form) => form.exec(sentence)?.[1]).find((match) => match !== undefined);
  if (given === undefined) return null;
  if (/\/\S*[*?[\]{}]|[*?]\S*\/|\*\.\w/.test(given)) {
    return cannot("Patterns are not understood: name the file or the folder.");
  }
  const places = given.split(/\s*,\s*(?:(?:and|or|nor)\s+)?|\s+(?:and|or|nor)\s+/i).map(placeIn);
  const paths = places.filter((place) => place !== null);
  if (paths.length === 0 || paths.length < places.length || paths.length > PATHS_MAX) return null;
  const told = paths.map((path) =>
    path === "/" ? "The whole store stays as it is." : `${inlineOwn(path)} and all below it stays as it is.`,
  );
  return {
    change: (rules) => ({ ...rules, protectedPaths: [...new Set([...rules.protectedPaths, ...paths])] }),
    remark: told.join(" "),
  };
}

import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { foldWord, isWorldWord, tokensOf } from "@/lib/engines/local/verify/claim-words";
import type { FactName, FactSubject } from "@/lib/engines/local/verify/fact-subject";
import { environmentsIn } from "@/lib/engines/local/verify/fact-worlds";

const DATA_FILE = /(?:\.(?:ya?ml|toml|ini|conf|cfg|cnf|json|properties|hcl|env)|(?:^|[\\/])\.env(?:\.[\w-]+)?)$/i;
const SHOWS_ONE_FILE =
  /^\s*(?:cd\s+[\w@./~-]{1,200}\s*(?:&&|;)\s*)?(?:sudo\s+)?(?:cat|bat|less|more|head(?:\s+-n?\s*\d{1,6})?)\s+(?:-[A-Za-z]{1,6}\s+){0,3}["']?([\w@./~+:\\-]{1,300})["']?\s*$/;
const SHOWING_TOOL = /^(?:\w+\/)?(?:read|view|open|cat|show|get|fetch|load)/i;
const PATH_KEY = /^(?:file_?path|path|file_?name|file|uri)$/i;
/** Names of files and folders that say what is in them, not what it is about. */
const GENERIC = new Set(
  "config configs configuration conf cfg settings setting values application app apps default defaults main index package compose docker deployment service services pyproject cargo chart charts env environment environments src lib etc srv opt usr var home root tmp data base common shared file files manifest manifests local global project repo workspace deploy kubernetes k8s helm infra".split(
    " ",
  ),
);
const SUFFIXES_MAX = 4;

/** The path of the data file whose text a call shows, or null: a shell may print it, or a tool may read it. */
export function shownFile(call: ToolCall): string | null {
  if (call.command !== null) {
    const path = SHOWS_ONE_FILE.exec(call.command.slice(0, 1000))?.[1];
    return path !== undefined && DATA_FILE.test(path) ? path : null;
  }
  if (!SHOWING_TOOL.test(call.toolName)) return null;
  const path = Object.entries(call.input).find(([key]) => PATH_KEY.test(key))?.[1];
  return typeof path === "string" && path.length <= 300 && DATA_FILE.test(path) ? path : null;
}

/** Words that tell what a file or folder is about; none where its name only says what is in it. */
function telling(name: string): string[] {
  const words = tokensOf(name.replace(/(?:\.[a-z]{1,10}){1,2}$/i, ""));
  return words.filter((word) => !GENERIC.has(word) && !isWorldWord(word));
}

/**
 * A data file as the subject of what stands in it: known by its path or the end of it, and (the last name) by its own name
 * without the ending, or where that says nothing by the folder's.
 */
export function fileSubject(path: string): FactSubject {
  const parts = path.split(/[\\/]+/).filter((part) => part !== "" && part !== "." && part !== "..");
  const named =
    [...parts]
      .reverse()
      .map(telling)
      .find((words) => words.length > 0) ?? [];
  const paths = Array.from({ length: Math.min(SUFFIXES_MAX, parts.length) }, (_, index) =>
    tokensOf(parts.slice(-1 - index).join("/")),
  );
  const names = [...paths.reverse(), named].filter((words) => words.length > 0 && words.length <= 12);
  return {
    names: names.map((words): FactName => ({ words, isStrong: false })),
    context: new Set(tokensOf(path).map(foldWord)),
    scopes: environmentsIn(path),
  };
}

/** Words of which only one can hold: what is "enabled" is not "disabled". */
const OPPOSITES =
  "enabled/disabled enable/disable on/off allow/deny allow/block allow/forbid allowed/forbidden allows/denies allows/blocks allows/forbids allowed/blocked allowed/denied accept/reject accepts/rejects accepted/rejected include/exclude includes/excludes included/excluded public/private ascending/descending internal/external open/closed opened/closed active/inactive online/offline required/optional mandatory/optional manual/automatic manually/automatically always/never all/none before/after above/below over/under with/without if/unless must/may should/may must/should must/can most/least more/less until/since up/down true/false yes/no enabled/off disabled/on primary/replica increase/decrease increases/decreases start/stop starts/stops stable/unstable temporary/permanent read-only/writable won/lost accepts/refuses passes/fails passed/failed supported/deprecated am/pm all/some synchronous/asynchronous >=/<= >/< ≥/≤ vor/nach mit/ohne immer/nie avant/après avec/sans antes/después con/sin до/после";
const PREFIXES = ["un", "in", "im", "ir", "il", "dis", "non", "non-", "a", "de"];
/** "unit" is not the opposite of "it". */
const BASE_CHARACTERS_MIN = 4;

const known = new Set(OPPOSITES.split(" ").flatMap((pair) => [pair, pair.split("/").reverse().join("/")]));

/** True for two words in lower case that deny one another, by a list or by a prefix ("safe", "unsafe"). */
export function areOpposites(a: string, b: string): boolean {
  if (known.has(`${a}/${b}`)) return true;
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  return shorter.length >= BASE_CHARACTERS_MIN && PREFIXES.some((prefix) => longer === prefix + shorter);
}

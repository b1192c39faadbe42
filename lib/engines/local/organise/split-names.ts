import { subjectWords } from "@/lib/engines/local/notes/note-context";
import { type FileSection, sectionsIn } from "@/lib/engines/local/organise/split-sections";

const NAME_WORDS_MAX = 5;
const NAMES_MIN = 2;
/** Headings of parts that every such file has; they name no thing. */
const COMMON =
  /^(?:the |our |all )?(?:overview|introduction|background|summary|table of contents|contents|notes?|general|misc(?:ellaneous)?|other|todo|open questions?|questions|links?|references?|see also|appendix|history|changelog|archive|contacts?|owners?|template|how to|process|rules|conventions|glossary|legend|index)\b/i;

function plurals(noun: string): string[] {
  const ies = noun.endsWith("y") ? [`${noun.slice(0, -1)}ies`] : [];
  return [noun, `${noun}s`, `${noun}es`, ...ies];
}

/** A name: few words, no sentence, not the kind of thing itself and not a part that every file has. */
function isName(heading: string, nouns: string[]): boolean {
  const words = heading.trim().split(/\s+/);
  if (heading.trim() === "" || words.length > NAME_WORDS_MAX || /[.!?:]$|[|<>]/.test(heading) || COMMON.test(heading))
    return false;
  if (nouns.includes(heading.trim().toLowerCase())) return false;
  return (
    /^[\p{Lu}\p{N}]|^[\p{Ll}][\p{L}\p{N}]*[-_.\d]/u.test(heading.trim()) &&
    (subjectWords([heading]).length > 0 || /\d/.test(heading))
  );
}

/**
 * The sections of a file that are headed by names of `noun`s ("customer"): the file is called like it (`customers.md`), and
 * its headings are names. Empty when fewer than two are, or when a heading is no name and none of the usual parts.
 */
export function namedSections(path: string, content: string, noun: string): FileSection[] {
  const nouns = plurals(noun);
  const stem = path
    .slice(path.lastIndexOf("/") + 1)
    .replace(/\.[A-Za-z]{1,8}$/, "")
    .toLowerCase();
  if (!nouns.includes(stem) && !nouns.some((name) => new RegExp(`^(?:all|our|key|the)[-_]${name}$`).test(stem)))
    return [];
  const sections = sectionsIn(content, NAMES_MIN);
  const named = sections.filter(({ heading }) => isName(heading, nouns));
  const isClear = sections.every((section) => named.includes(section) || COMMON.test(section.heading));
  return isClear && named.length >= NAMES_MIN ? named : [];
}

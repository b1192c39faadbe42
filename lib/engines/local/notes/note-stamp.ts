import { readMarks } from "@/lib/engines/local/notes/note-marks";

/**
 * Who wrote a note down, and when, as opposed to what it says. `at` is `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`, as written in the
 * note. `noted` and `since` come from the mark that an earlier merge left.
 */
export type NoteStamp = { body: string; at: string | null; noted: number; since: string | null };

/** Longer texts are no notes of one statement; reading them word by word would only cost time. */
export const NOTE_CHARACTERS_MAX = 4000;

const DATE = String.raw`(\d{4}-\d{2}-\d{2})(?:[T ,]+(\d{2}:\d{2})(?::\d{2}(?:[.,]\d+)?)?)?\s*(?:Z\b|UTC\b|[+-]\d{2}:?\d{2}\b)?`;
const SESSION = String.raw`(?:session\s+)?sesn_\w+|session[:\s]\s*[\w-]+`;
const WRITER = String.raw`(?:noted|seen|added|written|logged|recorded|reported|observed)\s+by\s+[^()[\]]{1,60}|(?:by\s+)?agent[-_ #:]\s*[\w-]+|(?:by|author|source)[:\s]\s*[^()[\]]{1,60}|@[\w.-]+`;
const AUTHOR = String.raw`[([](?:${SESSION}|${WRITER})(?:[,;]\s*[^()[\]]{1,60})?[)\]]`;

const BRACKETED = new RegExp(
  String.raw`^[[(]${DATE}(?:[,;]?\s*(?:${SESSION}|${WRITER}))?[\])]\s*(?:${AUTHOR})?\s*[:—–-]?\s*`,
  "i",
);
const SEPARATED = new RegExp(String.raw`^${DATE}\s*(?:${AUTHOR}\s*[:—–-]?|[:—–|]|\s-)\s+`, "i");
/** A date at the beginning needs no separator, unless the sentence goes on about that very date. */
const BARE = new RegExp(
  String.raw`^${DATE}\s+(?!(?:is|was|are|were|will|has|had|until|till|to|and|or|through|at|in|on|from|as|can|must|should|marks?|remains?|stays?|falls?|counts?)\b|[-–—,;.)/])`,
  "i",
);
const SESSION_FIRST = /^[([]?(?:session\s+)?sesn_\w+[)\]]?\s*[:—–-]\s*/i;
/** At the end only what cannot be part of the statement: "(reported by Acme)" may well be. */
const SESSION_LAST = new RegExp(
  String.raw`\s*(?:[([](?:${SESSION}|(?:noted|seen|added|written|logged|recorded)\s+by\s+[^()[\]]{1,60})[)\]]|[—–-]\s*sesn_\w+)\s*$`,
  "i",
);

function withoutDate(text: string): { body: string; at: string | null } {
  const match = BRACKETED.exec(text) ?? SEPARATED.exec(text) ?? BARE.exec(text);
  if (!match) return { body: text, at: null };
  const body = text.slice(match[0].length);
  // "2026-11-14 - 2026-11-16: frozen" is a span of time, not a stamp.
  if (body === "" || /^\d{4}-\d{2}/.test(body)) return { body: text, at: null };
  return { body, at: match[2] === undefined ? (match[1] ?? null) : `${match[1]} ${match[2]}` };
}

/**
 * Parts a note from its leading date and author stamp, its trailing author stamp and the mark of an earlier merge; white
 * space is reduced to single spaces. A very long text is taken as it is.
 */
export function readStamp(text: string): NoteStamp {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length > NOTE_CHARACTERS_MAX) return { body: line, at: null, noted: 1, since: null };
  const marked = readMarks(line);
  const dated = withoutDate(marked.body.replace(/^(?:\*\*|__)([^*_]{1,60})(?:\*\*|__)/, "$1").trim());
  const unsigned = dated.body.replace(SESSION_FIRST, "").replace(SESSION_LAST, "");
  return {
    body: unsigned.trim() === "" ? marked.body : unsigned,
    at: dated.at,
    noted: marked.noted?.times ?? 1,
    since: marked.noted?.since ?? null,
  };
}

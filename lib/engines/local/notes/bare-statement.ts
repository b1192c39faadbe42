import { readStamp } from "@/lib/engines/local/notes/note-stamp";

/** Openings and endings that only say that something is being said. */
const OPENING =
  /^(?:(?:please )?(?:note|remember|be aware|keep in mind)(?: that)?|fyi|n\.?b\.?|ps|p\.s\.|reminder|heads[- ]?up|as (?:discussed|mentioned|noted|agreed|said)(?: (?:before|earlier|above))?|for the record|just (?:a )?(?:note|reminder)(?: that)?|update|important|info|fact|to recap|again)\s*(?:[:,;–—-]+\s*|\s(?=\S))/i;
/** A word that may as well begin the sentence itself needs its punctuation. */
const AMBIGUOUS_OPENING =
  /^(?:note|remember|update|important|info|fact|again|reminder|be aware|keep in mind)\s+(?!that\b|[–—-]\s)/i;
const ENDING =
  /\s*[([](?:confirmed|reconfirmed|re-confirmed|still true|still valid|as discussed|as noted|noted|again|checked|double[- ]checked|see above)[)\]]\s*[.!]?\s*$/i;

/** What a note states, without stamps, marks and phrases such as "FYI -" or "(confirmed)". */
export function bareStatement(text: string): string {
  let body = readStamp(text).body.replace(ENDING, "");
  for (let rounds = 0; rounds < 3; rounds += 1) {
    const opening = OPENING.exec(body);
    if (!opening || AMBIGUOUS_OPENING.test(body)) break;
    body = readStamp(body.slice(opening[0].length)).body;
  }
  return body.trim() === "" ? text.trim() : body.trim();
}

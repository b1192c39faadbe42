import { findAccountNumbers } from "@/lib/safety/find-account-numbers";
import { findIpAddresses } from "@/lib/safety/find-ip-addresses";
import { findNationalIds } from "@/lib/safety/find-national-ids";
import { findPhoneNumbers } from "@/lib/safety/find-phone-numbers";
import type { SafetyHit } from "@/lib/safety/types";

const EMAIL =
  /(?<![\p{L}\p{N}._%+/:@-])[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,5}\p{L}{2,24}(?![\p{L}\p{N}@]|-\p{L})/gu;
/** Logins of machines (`git@host:path`) and images by size (`logo@2x.png`) have the form of an address. */
const NO_ADDRESS = /^(?:git|hg|svn)@|\.(?:png|jpe?g|gif|svg|webp|css|js|ts|html?)$/i;
const ROLE =
  /^(?:no-?reply|do-?not-?reply|support|info|help|admin|postmaster|webmaster|security|abuse|sales|hello|contact|team|noreply)@/i;

function findEmails(text: string): SafetyHit[] {
  if (!text.includes("@")) return [];
  return [...text.matchAll(EMAIL)].flatMap((match) => {
    const [address] = match;
    const end = match.index + address.length;
    if (NO_ADDRESS.test(address) || /^:[\w/~]/.test(text.slice(end, end + 2))) return [];
    const confidence = ROLE.test(address) ? 0.6 : 0.95;
    return [{ kind: "personal_data" as const, rule: "email", start: match.index, end, confidence }];
  });
}

/** Longer and surer hits win where two claim the same characters: a card is no phone number. */
function withoutOverlaps(hits: SafetyHit[]): SafetyHit[] {
  const ordered = [...hits].sort((a, b) => a.start - b.start || b.confidence - a.confidence || b.end - a.end);
  const kept: SafetyHit[] = [];
  for (const hit of ordered) {
    const last = kept.at(-1);
    if (!last || last.end <= hit.start) kept.push(hit);
    else if (hit.confidence > last.confidence) kept[kept.length - 1] = hit;
  }
  return kept;
}

/**
 * Data that tells of a person: e-mail, phone, payment card, IBAN, national ids, public IP addresses. Names and postal
 * addresses are not looked for: no rule finds them without a great many false alarms.
 */
export function findPersonalData(text: string): SafetyHit[] {
  const emails = findEmails(text);
  if (!/\d{2}|[0-9a-f]:/i.test(text)) return emails;
  return withoutOverlaps([
    ...emails,
    ...findAccountNumbers(text),
    ...findNationalIds(text),
    ...findIpAddresses(text),
    ...findPhoneNumbers(text),
  ]);
}

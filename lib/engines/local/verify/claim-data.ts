import type { MemoryEntry } from "@/lib/engines/local/notes/memory-entries";
import { baseName, type ClaimStatement } from "@/lib/engines/local/verify/claim-statement";
import { tokensOf } from "@/lib/engines/local/verify/claim-words";
import { type Claim, readStatedClaims, type StatedClaims } from "@/lib/engines/local/verify/claims";
import type { TranscriptFact } from "@/lib/engines/local/verify/fact-walk";
import { tellData } from "@/lib/engines/local/verify/transcript-facts";

/** Data of more values is no note, and a mark could not be put into it anyway. */
const VALUES_MAX = 400;

/** What a row states: `subject column: value` of every cell but the first. */
export function claimsOfRow({ text, columns }: MemoryEntry): StatedClaims {
  const [subject = "", ...cells] = text.split(" | ");
  const [kind = "", ...names] = columns ?? [];
  const claims = cells.flatMap((cell, index) => {
    const column = names[index] ?? "";
    // With and without the head of the first column: it may say what the subject is, or only "name".
    const readings = [`${subject} ${column} = ${cell}`, `${kind} ${subject} ${column} = ${cell}`].flatMap((sentence) =>
      readStatedClaims(sentence).claims.flatMap((claim) => claim.readings),
    );
    return readings.length === 0 || column === "" ? [] : [{ readings }];
  });
  return { claims, isWhole: claims.length === cells.length };
}

function claimOf({ subject, attribute, value }: TranscriptFact): Claim | null {
  const [name] = subject.names;
  if (!name || value.type !== "scalar") return null;
  // That a thing has its own name states nothing.
  if (subject.names.some(({ words }) => words.join(" ") === tokensOf(String(value.value)).join(" "))) return null;
  const [claim] = readStatedClaims(`${name.words.join(" ")} ${attribute.join(" ")} = ${String(value.value)}`).claims;
  return claim ?? null;
}

/** The statements of a data file (JSON, JSON lines, YAML, CSV): one for each line that holds values of a named thing. */
export function readDataStatements(path: string, content: string): ClaimStatement[] {
  const facts: TranscriptFact[] = [];
  tellData(content, (fact) => {
    if (fact.naming === "own" && facts.length <= VALUES_MAX) facts.push(fact);
  });
  if (facts.length > VALUES_MAX) return [];
  const statements = new Map<string, ClaimStatement>();
  let line = 1;
  let at = 0;
  for (const fact of facts.sort((a, b) => a.memberStart - b.memberStart)) {
    const claim = claimOf(fact);
    if (!claim) continue;
    for (let next = content.indexOf("\n", at); next >= 0 && next < fact.memberStart; next = content.indexOf("\n", at)) {
      at = next + 1;
      line += 1;
    }
    const end = content.indexOf("\n", at);
    const text = content.slice(at, end < 0 ? content.length : end).trim();
    const headings = [baseName(path), (fact.subject.names[0]?.words ?? []).join(" ")];
    const key = [text.slice(0, 300), ...headings].join("\n");
    const id = `${line}\n${key}`;
    const known = statements.get(id);
    if (known) known.stated.claims.push(claim);
    else statements.set(id, { key, path, line, headings, stated: { claims: [claim], isWhole: true }, hasRoom: false });
  }
  return [...statements.values()];
}

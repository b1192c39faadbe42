import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { textBlocks } from "@/lib/engines/local/text/event-text";
import { compareText } from "@/lib/engines/local/text/text-lines";
import { claimIndexOf, findClaims, type IndexedClaim } from "@/lib/engines/local/verify/claim-index";
import { type ClaimMatch, matchFact } from "@/lib/engines/local/verify/claim-match";
import { isCorrection, isProseLine, matchSentences } from "@/lib/engines/local/verify/claim-sentences";
import type { ClaimStatement } from "@/lib/engines/local/verify/claim-statement";
import { addSighting, type ClaimTally, decideTally, type Sighting } from "@/lib/engines/local/verify/claim-tally";
import type { ClaimReading } from "@/lib/engines/local/verify/claims";
import { quoteOfFact, quoteOfLine } from "@/lib/engines/local/verify/fact-quote";
import type { TranscriptFact } from "@/lib/engines/local/verify/fact-walk";
import { tellFacts, tellTexts } from "@/lib/engines/local/verify/transcript-facts";
import type { ClaimCheck, EngineEvent, EngineMemory, EngineTranscript } from "@/lib/engines/types";

/** A report is stored between steps; a session that bears on more statements than this is a dump of the whole store. */
const CHECKS_MAX = 500;

type Tallies = { tools: Map<IndexedClaim, ClaimTally>; people: Map<IndexedClaim, ClaimTally> };
type Match = { match: ClaimMatch; reading: ClaimReading };
type Verdict = { verdict: ClaimCheck["verdict"]; sighting: Sighting; isByTool: boolean };

function tallyOf(tallies: Map<IndexedClaim, ClaimTally>, indexed: IndexedClaim): ClaimTally {
  const known = tallies.get(indexed) ?? new Map<string, Sighting>();
  tallies.set(indexed, known);
  return known;
}

/** The reading that fits the fact best. */
function bestMatch(indexed: IndexedClaim, fact: TranscriptFact): Match | null {
  let best: Match | null = null;
  for (const reading of indexed.claim.readings) {
    const match = matchFact(reading, indexed.headings, fact);
    if (!match) continue;
    if (match.isExact) return { match, reading };
    if (best === null || (match.comparison === "equal" && best.match.comparison !== "equal")) {
      best = { match, reading };
    }
  }
  return best;
}

/** A person's correction refutes; what tools show goes first, and where a later correction differs from it nothing is sure. */
function judge(tools: ClaimTally | undefined, people: ClaimTally | undefined): Verdict | null {
  const shown = tools && decideTally(tools);
  const said = people && decideTally(people);
  if (tools && !shown) return null;
  if (shown) {
    if (said && said.sighting.order > shown.sighting.order && said.comparison !== shown.comparison) return null;
    return {
      verdict: shown.comparison === "equal" ? "confirmed" : "refuted",
      sighting: shown.sighting,
      isByTool: true,
    };
  }
  return said && said.comparison === "different"
    ? { verdict: "refuted", sighting: said.sighting, isByTool: false }
    : null;
}

function gather(transcript: EngineTranscript, calls: ToolCall[], memories: EngineMemory[]): Tallies {
  const index = claimIndexOf(memories);
  const order = new Map(transcript.events.map((event, position) => [event, position]));
  const tallies: Tallies = { tools: new Map(), people: new Map() };
  tellFacts(calls, transcript.mountPaths, (fact) => {
    for (const indexed of findClaims(index, fact.subject.names, fact.attribute)) {
      const best = bestMatch(indexed, fact);
      if (!best) continue;
      const { event, isLog } = fact;
      const quote = () => quoteOfFact(fact);
      addSighting(tallyOf(tallies.tools, indexed), {
        ...best.match,
        shown: best.reading.shown,
        claimed: best.reading.value,
        order: order.get(event) ?? 0,
        event,
        isLog,
        quote,
      });
    }
  });
  const hear = (event: EngineEvent, text: string, target: Tallies["tools"], isWanted: (line: string) => boolean) => {
    for (const { indexed, reading, match, line } of matchSentences(index, text, isWanted)) {
      addSighting(tallyOf(target, indexed), {
        ...match,
        shown: reading.shown,
        claimed: reading.value,
        order: order.get(event) ?? 0,
        event,
        isLog: true,
        quote: () => quoteOfLine(event, line, match.found.raw),
      });
    }
  };
  tellTexts(calls, transcript.mountPaths, (event, text) => hear(event, text, tallies.tools, isProseLine));
  for (const event of transcript.events) {
    if (event.type === "user.message")
      for (const text of textBlocks(event)) hear(event, text, tallies.people, isCorrection);
  }
  return tallies;
}

/** How the found value is written where the claimed one stands: without its unit where the statement's key names the unit. */
function foundText({ claimed, found }: Sighting): string | null {
  if (claimed.kind !== "number" || found.kind !== "number" || found.unit === null) return found.raw;
  if (/[^\d.,+-]/.test(claimed.raw)) return found.raw;
  const isSame =
    typeof claimed.unit === "object" && typeof found.unit === "object" && claimed.unit?.factor === found.unit.factor;
  return isSame ? (/^[+-]?[\d.,]+/.exec(found.raw)?.[0] ?? null) : null;
}

function checkOf(
  transcript: EngineTranscript,
  statement: ClaimStatement,
  { verdict, sighting }: Verdict,
): ClaimCheck[] {
  const quote = sighting.quote();
  if (quote === null) return [];
  return [
    {
      key: statement.key,
      verdict,
      at: sighting.event.processedAt ?? transcript.createdAt,
      claimed: sighting.shown,
      found: foundText(sighting),
      evidence: { session_id: transcript.sessionId, event_id: sighting.event.id, quote },
    },
  ];
}

/**
 * A statement is refuted by one of its claims, and confirmed only when each of its claims is and nothing else is said in it.
 * Where several are refuted, no single value sets it right.
 */
function checkStatement(
  transcript: EngineTranscript,
  statement: ClaimStatement,
  verdicts: (Verdict | null)[],
): ClaimCheck[] {
  const { isWhole } = statement.stated;
  const refuted = verdicts.filter((one) => one?.verdict === "refuted");
  const [first] = refuted;
  if (first) {
    const isProven = isWhole && first.isByTool && verdicts.every((one) => one !== null);
    return checkOf(transcript, statement, first).map((check) => ({
      ...check,
      ...(refuted.length > 1 ? { claimed: null, found: null } : {}),
      ...(isProven ? {} : { isUnproven: true as const }),
    }));
  }
  const last = verdicts.reduce((a, b) => ((b?.sighting.order ?? -1) > (a?.sighting.order ?? -1) ? b : a), null);
  if (!last || !isWhole || verdicts.some((one) => one === null)) return [];
  return checkOf(transcript, statement, last);
}

/**
 * What a transcript confirms and refutes of the statements of the memory, sorted by key. In doubt nothing is said. Only what
 * tools answered confirms; the newest answer about a thing counts, so a value that was right and then changed is refuted.
 */
export function readClaims(transcript: EngineTranscript, calls: ToolCall[], memories: EngineMemory[]): ClaimCheck[] {
  if (claimIndexOf(memories).claims.length === 0) return [];
  const { tools, people } = gather(transcript, calls, memories);
  const touched = new Map<ClaimStatement, Map<IndexedClaim["claim"], Verdict | null>>();
  for (const indexed of new Set([...tools.keys(), ...people.keys()])) {
    const verdicts = touched.get(indexed.statement) ?? new Map<IndexedClaim["claim"], Verdict | null>();
    verdicts.set(indexed.claim, judge(tools.get(indexed), people.get(indexed)));
    touched.set(indexed.statement, verdicts);
  }
  const checks: ClaimCheck[] = [];
  for (const [statement, verdicts] of [...touched].sort(([a], [b]) => compareText(a.key, b.key))) {
    if (checks.length >= CHECKS_MAX) break;
    if (checks.at(-1)?.key === statement.key) continue;
    const own = statement.stated.claims.map((claim) => verdicts.get(claim) ?? null);
    checks.push(...checkStatement(transcript, statement, own));
  }
  return checks;
}

/** One line of a gold file: a failure that several sessions share, or one that must not be proposed. */
export type GoldError = {
  signature: string;
  kind: string;
  /** Number of sessions. */
  sessions: number;
  /** The sessions, named as in the proposals. */
  session_files: string[];
  /** Beginning of the answer of one such call. */
  example: string;
};

/** What a dream proposed: any text that names tool and failure, the quotes behind it, the sessions they come from. */
export type ProposedMistake = { text: string; quotes: string[]; sessions: string[] };

export type GoldComparison = {
  /** Gold failures of the wanted kind in two or more sessions. */
  wanted: GoldError[];
  found: { gold: GoldError; proposal: ProposedMistake; hasExactSessions: boolean }[];
  missed: GoldError[];
  /** Proposals that no wanted gold line stands for. */
  extra: ProposedMistake[];
  /** Gold lines of other kinds (refused by the user, secondary) that were proposed all the same. */
  forbidden: GoldError[];
  /** found / wanted and found / proposed, 0 to 1; 1 when there is nothing to divide by. */
  recall: number;
  precision: number;
};

function squeeze(text: string): string {
  return text
    .toLowerCase()
    .replace(/\\(?=\W)/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The gold text after the tool's name as a pattern: a mask such as `<N>` stands for anything. */
function patternOf(part: string): RegExp {
  const literal = squeeze(part)
    .split(/<[a-z]+>/)
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![\\w-])${literal.join(".{1,80}?")}(?![\\w-])`);
}

function standsFor(gold: GoldError, proposal: ProposedMistake): boolean {
  const at = gold.signature.indexOf(":");
  const tool = squeeze(gold.signature.slice(0, at));
  const told = squeeze(proposal.text);
  if (!told.includes(tool)) return false;
  if (gold.kind === "user-rejected") return proposal.quotes.some((quote) => /doesn't want to proceed/.test(quote));
  const failure = patternOf(gold.signature.slice(at + 1));
  return failure.test(told) || (tool !== "bash" && proposal.quotes.some((quote) => failure.test(squeeze(quote))));
}

function sharedSessions(gold: GoldError, proposal: ProposedMistake): number {
  return gold.session_files.filter((session) => proposal.sessions.includes(session)).length;
}

/** Compares proposals with the gold lines; each proposal answers for the wanted line that it shares most sessions with. */
export function compareWithGold(
  gold: GoldError[],
  proposals: ProposedMistake[],
  wantedKind = "tool-error",
): GoldComparison {
  const wanted = gold.filter((line) => line.kind === wantedKind && line.sessions >= 2);
  const free = new Set(proposals);
  const found: GoldComparison["found"] = [];
  for (const line of wanted) {
    const candidates = [...free].filter((proposal) => standsFor(line, proposal) && sharedSessions(line, proposal) >= 2);
    const [best] = candidates.sort(
      (a, b) => sharedSessions(line, b) - sharedSessions(line, a) || a.sessions.length - b.sessions.length,
    );
    if (!best) continue;
    free.delete(best);
    const sessions = new Set(best.sessions);
    const hasExactSessions =
      sessions.size === line.session_files.length && line.session_files.every((name) => sessions.has(name));
    found.push({ gold: line, proposal: best, hasExactSessions });
  }
  const hits = new Set(found.map((hit) => hit.gold));
  return {
    wanted,
    found,
    missed: wanted.filter((line) => !hits.has(line)),
    extra: [...free],
    forbidden: gold.filter(
      (line) => line.kind !== wantedKind && proposals.some((proposal) => standsFor(line, proposal)),
    ),
    recall: wanted.length === 0 ? 1 : found.length / wanted.length,
    precision: proposals.length === 0 ? 1 : found.length / proposals.length,
  };
}

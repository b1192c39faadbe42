import type { CheckName } from "@/lib/proposals/schema";
import type { SafetyKind } from "@/lib/safety/types";
import { counted, finishCheck } from "./finish-check";
import type { Change } from "./read-change";
import type { Check, CheckItem, LineWarning } from "./types";
import { unsafePlaces } from "./unsafe-places";

type Words = { check: CheckName; kind: SafetyKind; found: string; lines: (count: number) => string };

const holds = (count: number, what: string) =>
  `${counted(count, "added line")} ${count === 1 ? "holds" : "hold"} what looks like ${what}.`;

/** In the order of checks. The words never repeat what was found. */
const KINDS: (Words & { none: string })[] = [
  {
    check: "secrets",
    kind: "secret",
    found: "Looks like a secret",
    lines: (count) => holds(count, "a secret"),
    none: "No secrets",
  },
  {
    check: "personal_data",
    kind: "personal_data",
    found: "Looks like data of a person",
    lines: (count) => holds(count, "data of a person"),
    none: "No personal data",
  },
  {
    check: "hidden_characters",
    kind: "hidden_character",
    found: "Holds hidden characters",
    lines: (count) => `${counted(count, "added line")} ${count === 1 ? "holds" : "hold"} hidden characters.`,
    none: "No hidden characters",
  },
  {
    check: "instructions",
    kind: "instruction",
    found: "Reads as an instruction to an agent",
    lines: (count) =>
      `${counted(count, "added line")} ${count === 1 ? "reads" : "read"} as an instruction to an agent.`,
    none: "No instructions to agents",
  },
];

/** Added lines and new paths without secrets, personal data, hidden characters and instructions: one check each. */
export async function checkSafety(change: Change): Promise<{ checks: Check[]; warnings: LineWarning[] }> {
  const places = await unsafePlaces(change);
  const added = change.files.reduce((sum, file) => sum + file.added.length, 0);
  const warnings: LineWarning[] = [];
  const isEmpty = new Set(change.files.filter(({ added: lines }) => lines.length === 0).map(({ path }) => path));
  const isWhole = new Set(change.files.filter(({ basePath }) => basePath === null).map(({ path }) => path));
  const checks = KINDS.map(({ check, kind, found, lines, none }) => {
    const items = places
      .filter((place) => place.kind === kind)
      .map(({ path, line, rule }): CheckItem => {
        const message = line === 0 ? `The path: ${found.toLowerCase()} (${rule}).` : `${found} (${rule}).`;
        return { path, side: "proposed", line, message };
      });
    // The path of a new file comes with its first line; that of a moved one with no line at all.
    for (const item of items) {
      const line = item.line === 0 && isWhole.has(item.path) && !isEmpty.has(item.path) ? 1 : item.line;
      warnings.push({ ...item, line, check });
    }
    return items.length > 0
      ? finishCheck(check, "warn", lines(items.length), items)
      : finishCheck(
          check,
          "pass",
          added === 0 ? `${none}: no line is added.` : `${none} in ${counted(added, "added line")}.`,
        );
  });
  return { checks, warnings };
}

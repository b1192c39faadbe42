import { scanText } from "@/lib/safety/scan-text";
import type { BenchRow } from "../bench-row";
import { readRows } from "./data-files";

type Row = { text: string; spans: { type: string; value: string; start: number; end: number }[] };
type Tally = { labelled: number; found: number; hits: number; right: number };

const BAR = 0.9;
const RULES: Record<string, string> = {
  email: "email",
  phone_number: "phone",
  credit_card_number: "credit_card",
  iban: "iban",
  ssn: "ssn",
  ip_address: "ip_address",
};

/** Recall and precision of each kind of personal data: a hit counts where it overlaps a labelled span of its kind. */
export async function measurePersonalData(dataFolder: string): Promise<BenchRow[]> {
  const tallies = new Map<string, Tally>();
  const tallyOf = (rule: string) => {
    const tally = tallies.get(rule) ?? { labelled: 0, found: 0, hits: 0, right: 0 };
    tallies.set(rule, tally);
    return tally;
  };
  for (const { text, spans } of readRows<Row>(dataFolder, "presidio-templates")) {
    const hits = scanText(text, { kinds: ["personal_data"] });
    const labelled = spans.flatMap((span) => {
      const rule = RULES[span.type];
      return rule === undefined ? [] : [{ ...span, rule }];
    });
    for (const { rule, start, end } of labelled) {
      const tally = tallyOf(rule);
      tally.labelled += 1;
      if (hits.some((hit) => hit.rule === rule && hit.start < end && hit.end > start)) tally.found += 1;
    }
    for (const hit of hits) {
      const tally = tallyOf(hit.rule);
      tally.hits += 1;
      if (labelled.some(({ rule, start, end }) => hit.rule === rule && hit.start < end && hit.end > start)) {
        tally.right += 1;
      }
    }
  }
  return [...new Set(Object.values(RULES))].flatMap((rule) => {
    const { labelled, found, hits, right } = tallyOf(rule);
    const row = (metric: string, count: number, all: number): BenchRow => ({
      task: "personal data",
      metric: `${rule} ${metric}`,
      value: all === 0 ? 0 : count / all,
      bar: BAR,
      isHigherBetter: true,
      detail: `${count} of ${all}`,
    });
    return [row("recall", found, labelled), row("precision", right, hits)];
  });
}

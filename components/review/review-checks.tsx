"use client";

import { ChevronRight, CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { cx } from "@/components/ui/cx";
import { plural } from "@/components/ui/number-text";
import { VisibleText } from "@/components/ui/visible-text";
import type { CheckItem, DiffCheck } from "./dream-diff";

const LEVEL = {
  pass: { icon: CircleCheck, word: "passes", look: "text-added" },
  warn: { icon: TriangleAlert, word: "warns", look: "text-needs" },
  confirm: { icon: CircleAlert, word: "needs a confirmation", look: "text-removed" },
};

const NAME: Record<DiffCheck["check"], string> = {
  evidence: "Evidence",
  quotes: "Quotes",
  secrets: "Secrets",
  personal_data: "Personal data",
  hidden_characters: "Hidden characters",
  instructions: "Instructions",
  deletions: "Deletions",
  size: "Size",
  links: "Links",
  people: "People's lines",
  loss: "Loss",
};

const ORDER = { confirm: 0, warn: 1, pass: 2 };

/** `9 pass, 1 warns`. */
export function checksText(checks: DiffCheck[]): string {
  const count = (level: DiffCheck["level"]) => checks.filter((check) => check.level === level).length;
  const [pass, warn, confirm] = [count("pass"), count("warn"), count("confirm")];
  return [
    ...(confirm > 0 ? [`${confirm} ${confirm === 1 ? "needs" : "need"} a confirmation`] : []),
    ...(warn > 0 ? [`${warn} ${warn === 1 ? "warns" : "warn"}`] : []),
    ...(pass > 0 ? [`${pass} ${pass === 1 ? "passes" : "pass"}`] : []),
  ].join(", ");
}

/** What was looked at in the whole proposal; each place leads to its line. */
export function ReviewChecks({ checks, onPlace }: { checks: DiffCheck[]; onPlace: (item: CheckItem) => void }) {
  if (checks.length === 0) {
    return <p className="px-4 py-3 text-13 text-ink-2">This proposal is from before there were checks.</p>;
  }
  const ordered = [...checks].sort((a, b) => ORDER[a.level] - ORDER[b.level]);
  return (
    <ul aria-label="Checks">
      {ordered.map((check) => (
        <CheckRow key={check.check} check={check} onPlace={onPlace} />
      ))}
    </ul>
  );
}

function CheckRow({ check, onPlace }: { check: DiffCheck; onPlace: (item: CheckItem) => void }) {
  const { icon: Icon, word, look } = LEVEL[check.level];
  const head = (
    <>
      <Icon size={15} aria-hidden className={cx("mt-0.5 shrink-0", look)} />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{NAME[check.check]}</span>
        <span className="sr-only"> {word}:</span>
        <span className="block text-ink-2 [overflow-wrap:anywhere]">{check.summary}</span>
      </span>
    </>
  );
  if (check.items.length === 0) return <li className="flex gap-2 border-b px-4 py-2 text-13">{head}</li>;
  return (
    <li className="border-b">
      <details className="group/check" open={check.level !== "pass" && check.items.length <= 8}>
        <summary className="flex cursor-pointer list-none gap-2 px-4 py-2 text-13 -outline-offset-2 hover:bg-panel [&::-webkit-details-marker]:hidden">
          {head}
          <ChevronRight size={14} aria-hidden className="mt-0.5 shrink-0 text-ink-3 group-open/check:rotate-90" />
        </summary>
        <ul className="pb-2">
          {check.items.map((item, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one line may break a rule twice, and none moves
            <li key={at}>
              <PlaceButton item={item} onPress={() => onPlace(item)} />
            </li>
          ))}
        </ul>
        {check.count > check.items.length && (
          <p className="px-4 pb-2 pl-10 text-12 text-ink-3">
            and {plural(check.count - check.items.length, "more place")}
          </p>
        )}
      </details>
    </li>
  );
}

function PlaceButton({ item, onPress }: { item: CheckItem; onPress: () => void }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="w-full py-1 pr-4 pl-10 text-left text-12 -outline-offset-2 hover:bg-panel [overflow-wrap:anywhere]"
    >
      <span className="font-mono text-accent">
        {item.path}
        {item.line > 0 && `:${item.line}`}
      </span>{" "}
      {item.side === "base" && <span className="text-ink-3">(as it was) </span>}
      <VisibleText text={item.message} />
    </button>
  );
}

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { type EvidencePlace, evidenceHref } from "@/components/dreams/evidence-quote";
import { plural } from "@/components/ui/number-text";
import { VisibleText } from "@/components/ui/visible-text";
import type { WakeTestItemResource, WakeTestResource } from "@/lib/wake/schema";
import { wakeSummary } from "./wake-summary";

type Props = {
  wakeTest: WakeTestResource;
  /** Shows the place beside the page; without it the evidence is a link to the transcript. */
  onEvidence?: ((evidence: EvidencePlace) => void) | undefined;
};

type Place = WakeTestItemResource["before"];

const placeText = (place: Place) => (place === null ? "nowhere" : `${place.path}, line ${place.line}`);

const SAID_BY = { person: "a person said", agent: "the agent said", tool: "a tool showed" };

/** What an agent could look up before and after the proposal: a line of counts, and the questions behind it, lost ones first. */
export function WakePanel({ wakeTest, onEvidence }: Props) {
  const { test } = wakeTest;
  if (test === null) return null;
  if (test.asked === 0)
    return (
      <p className="text-13 text-ink-2">Wake test: the transcripts state no fact with a value that could be asked.</p>
    );
  const groups = [
    { title: "Lost", items: test.lost },
    { title: "Gained", items: test.gained },
    { title: "Answered as before", items: test.answered },
    { title: "Answered by neither", items: test.unanswered },
  ].filter(({ items }) => items.length > 0);
  return (
    // What is lost or gained has to be seen before anybody adopts.
    <details open={test.lost.length + test.gained.length > 0} className="group text-13">
      <summary className="flex min-h-6 cursor-pointer list-none items-center gap-1.5 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="shrink-0 text-ink-3 group-open:rotate-90" />
        <span>
          Wake test: <span className={test.lost.length > 0 ? "font-medium text-needs" : ""}>{wakeSummary(test)}</span>
        </span>
      </summary>
      <div className="mt-2 flex flex-col gap-4 border-l pl-4">
        <p className="text-12 text-ink-2">
          {plural(test.asked, "fact")} with a value, drawn from the transcripts and looked up by their words in the
          store as it was and with the whole proposal. A question counts as answered when its value stands in one of the
          three passages that fit best. No model is asked.
        </p>
        {groups.map(({ title, items }) => (
          <section key={title} aria-label={title}>
            <h3 className="text-12 font-medium text-ink-3">
              {title} ({items.length})
            </h3>
            <ul className="mt-1 flex flex-col gap-2">
              {items.map((item) => (
                <Question key={`${item.question} ${item.answer}`} item={item} onEvidence={onEvidence} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </details>
  );
}

function Question({ item, onEvidence }: { item: WakeTestItemResource } & Pick<Props, "onEvidence">) {
  const isMoved = placeText(item.before) !== placeText(item.after);
  const linkClass = "inline-flex min-h-6 items-center text-accent hover:underline";
  return (
    <li className="[overflow-wrap:anywhere]">
      <p>
        <VisibleText text={item.question} />:{" "}
        <span className="font-mono text-12 font-medium">
          <VisibleText text={item.answer} />
        </span>
      </p>
      <p className="flex flex-wrap items-center gap-x-3 text-12 text-ink-2">
        <span>{isMoved ? `${placeText(item.before)} → ${placeText(item.after)}` : placeText(item.after)}</span>
        <span>
          {SAID_BY[item.stated_by]}
          {item.session_count > 1 && ` in ${item.session_count} sessions`}
        </span>
        {onEvidence ? (
          <button type="button" className={linkClass} onClick={() => onEvidence(item.evidence)}>
            show evidence
          </button>
        ) : (
          <Link href={evidenceHref(item.evidence)} className={linkClass}>
            evidence
          </Link>
        )}
      </p>
    </li>
  );
}

import { Bot, EyeOff, KeyRound, UserRound } from "lucide-react";
import { TextLink } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import { plural } from "@/components/ui/number-text";
import { hitWords, type SeenInText } from "./hit-words";

const ICONS = { secret: KeyRound, personal_data: UserRound, hidden_character: EyeOff, instruction: Bot };

type Props = {
  seen: SeenInText;
  /** The text in words, as in "2 places in this text". */
  of: string;
  /** The source, whose lines are the anchors `#L1`; left out where a link would lead away from work. */
  rawHref?: string;
  className?: string;
};

/** Secrets, personal data, hidden characters and instructions in a text, by line; nothing of the text itself. */
export function SafetyNote({ seen, of, rawHref, className }: Props) {
  if (seen.count === 0) return null;
  const more = seen.count - seen.first.length;
  return (
    <Note tone="needs" className={className ?? ""} title={`${plural(seen.count, "place")} in ${of} to look at`}>
      <ul className="mt-1 flex flex-col gap-0.5">
        {seen.first.map((hit) => {
          const Icon = ICONS[hit.kind];
          const line = `Line ${hit.line}`;
          return (
            <li key={`${hit.line} ${hit.rule}`} className="flex items-start gap-2">
              <Icon size={14} aria-hidden className="mt-0.5 shrink-0 text-ink-3" />
              <span className="min-w-0">
                {rawHref === undefined ? line : <TextLink href={`${rawHref}#L${hit.line}`}>{line}</TextLink>}:{" "}
                {hitWords(hit)}
              </span>
            </li>
          );
        })}
        {more > 0 && <li className="pl-5.5">and {more} more</li>}
      </ul>
    </Note>
  );
}

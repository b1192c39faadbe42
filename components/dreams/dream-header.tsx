import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { Id } from "@/components/ui/copy-text";
import { plural } from "@/components/ui/number-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { durationText } from "@/components/ui/time-text";
import { type DreamItem, dreamState } from "./dream-item";

type Props = {
  dream: DreamItem & { instructions: string | null; session_id: string | null; tokens: number };
  /** The instructions are told sentence by sentence below. */
  hasReport?: boolean;
};

/** The facts of a dream in one line. */
export function DreamHeader({ dream, hasReport = false }: Props) {
  const state = dreamState(dream);
  return (
    <div className="shrink-0 border-b px-4 py-2 text-13 text-ink-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Chip tone={state.tone}>{state.label}</Chip>
        <span>
          of{" "}
          <Link href={`/stores/${dream.store.id}`} className="text-accent hover:underline">
            {dream.store.name}
          </Link>
        </span>
        {dream.origin === "writes" ? (
          <span>
            written by agents since <RelativeTime at={dream.created_at} />
          </span>
        ) : (
          <RunFacts dream={dream} />
        )}
        {dream.session_id && (
          <Link href={`/sessions/${dream.session_id}`} className="text-accent hover:underline">
            its own session
          </Link>
        )}
        <Id id={dream.id} />
      </div>
      {dream.instructions && !hasReport && (
        <p className="mt-1 line-clamp-3 max-w-[90ch] whitespace-pre-wrap text-ink-3 [overflow-wrap:anywhere]">
          {dream.instructions}
        </p>
      )}
    </div>
  );
}

function RunFacts({ dream }: Pick<Props, "dream">) {
  const { created_at: from, ended_at: to } = dream;
  return (
    <>
      <span>{plural(dream.session_count, "session")}</span>
      <span>
        engine <span className="font-mono text-12">{dream.model_id}</span>
      </span>
      <span>{dream.tokens === 0 ? "no model tokens" : plural(dream.tokens, "token")}</span>
      <span>
        started <RelativeTime at={from} />
        {to && `, took ${durationText(new Date(to).getTime() - new Date(from).getTime())}`}
      </span>
    </>
  );
}

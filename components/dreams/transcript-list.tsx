import Link from "next/link";
import { hueOf } from "@/components/actors/actor";
import { sessionTitle } from "@/components/sessions/session-item";
import { plural } from "@/components/ui/number-text";
import { taskState, type WireProgress } from "./progress";
import { StepMark } from "./step-mark";

/** One row for each transcript that a dream reads. */
export function TranscriptList({ transcripts }: { transcripts: WireProgress["transcripts"] }) {
  return (
    <ul className="text-13">
      {transcripts.map((transcript) => (
        <li key={transcript.session_id} className="flex min-h-9 items-center gap-2.5 border-b px-4 py-1">
          <StepMark state={taskState(transcript)} />
          <span className="hue-dot size-2 shrink-0 rounded-full" style={{ "--hue": hueOf(transcript.session_id) }} />
          <span className="min-w-0 flex-1">
            <Link
              href={`/sessions/${transcript.session_id}`}
              className="block truncate hover:text-accent hover:underline"
            >
              {sessionTitle({ id: transcript.session_id, title: transcript.title })}
            </Link>
          </span>
          <span className="shrink-0 text-12 text-ink-3">
            {transcript.event_count > 0 && plural(transcript.event_count, "event")}
            {transcript.finding_count > 0 && `, ${plural(transcript.finding_count, "thing")} noted`}
          </span>
        </li>
      ))}
    </ul>
  );
}

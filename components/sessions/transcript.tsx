import type { WireEvent } from "./event";
import type { Mount } from "./memory-use";
import { toScript } from "./script";
import { ScriptView } from "./script-view";
import { type ReadThread, ThreadFold } from "./thread-fold";

type Props = {
  sessionId: string;
  events: WireEvent[];
  mounts: Mount[];
  targetId: string | null;
  quote: string | null;
  readThread: ReadThread;
};

/** One page of a session's events, with its sub-agents folded in place. */
export function Transcript({ sessionId, events, mounts, targetId, quote, readThread }: Props) {
  return (
    <ScriptView
      lines={toScript(events, mounts)}
      targetId={targetId}
      quote={quote}
      renderThread={(line) => <ThreadFold line={line} sessionId={sessionId} mounts={mounts} readThread={readThread} />}
    />
  );
}

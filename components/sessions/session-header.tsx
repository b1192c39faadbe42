import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { Id } from "@/components/ui/copy-text";
import { plural } from "@/components/ui/number-text";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SessionItem } from "./session-item";

export function SessionHeader({ session }: { session: SessionItem }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 text-13 text-ink-2">
      <span>{session.agent_name}</span>
      <RelativeTime at={session.created_at} />
      <span>{plural(session.event_count, "event")}</span>
      {session.status === "running" && <Chip tone="accent">running</Chip>}
      {session.stores.map((store) => (
        <span key={store.id}>
          <Link href={`/stores/${store.id}`} className="text-accent hover:underline">
            {store.name}
          </Link>{" "}
          <span className="text-ink-3">{store.access === "read_only" ? "read-only" : "read-write"}</span>
        </span>
      ))}
      {session.dream_id && (
        <Link href={`/dreams/${session.dream_id}`} className="text-accent hover:underline">
          the run of a dream
        </Link>
      )}
      <Id id={session.id} />
    </div>
  );
}

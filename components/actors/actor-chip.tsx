import { Bot, KeyRound, MoonStar, ScrollText, User } from "lucide-react";
import Link from "next/link";
import type { ActorResource } from "@/lib/core/actor";
import { type ActorNames, actorId, actorLabel, hueOf } from "./actor";

type Look = { icon: typeof User; kind: string; href: string | null };

function lookOf(actor: ActorResource, names: ActorNames): Look {
  if (actor.type === "user_actor") return { icon: User, kind: "Person", href: null };
  if (actor.type === "api_actor") return { icon: KeyRound, kind: "API key", href: null };
  if (actor.type === "service_account_actor") return { icon: Bot, kind: "Service account", href: null };
  const dreamId = names[actor.session_id]?.dream_id;
  if (dreamId) return { icon: MoonStar, kind: "Dream", href: `/dreams/${dreamId}` };
  return { icon: ScrollText, kind: "Session", href: `/sessions/${actor.session_id}` };
}

type Props = { actor: ActorResource | null; names?: ActorNames | undefined; asLink?: boolean };

/** The one shape in which somebody who acts is shown: kind as an icon, name, and the hue that is theirs everywhere. */
export function ActorChip({ actor, names = {}, asLink = true }: Props) {
  if (!actor) return <span className="text-12 text-ink-3">unknown</span>;
  const { icon: Icon, kind, href } = lookOf(actor, names);
  const label = actorLabel(actor, names);
  const body = (
    <>
      <Icon
        size={13}
        role="img"
        aria-label={kind}
        className="hue-ink shrink-0"
        style={{ "--hue": hueOf(actorId(actor)) }}
      />
      <span className="truncate">{label}</span>
    </>
  );
  const look = "relative z-10 inline-flex h-5 max-w-full min-w-0 items-center gap-1.5 text-13 align-middle";
  if (!href || !asLink) {
    return (
      <span title={`${kind} ${actorId(actor)}`} className={look}>
        {body}
      </span>
    );
  }
  return (
    <Link href={href} title={`${kind} ${actorId(actor)}`} className={`${look} hover:text-accent hover:underline`}>
      {body}
    </Link>
  );
}

/** One dot for one actor: decoration beside a name, told in words by `title`. */
export function ActorDot({ id, title }: { id: string; title: string }) {
  return <span title={title} className="hue-dot inline-block size-2 rounded-full" style={{ "--hue": hueOf(id) }} />;
}

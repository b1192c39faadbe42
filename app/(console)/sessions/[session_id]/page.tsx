import type { Metadata } from "next";
import { loadEventPage, loadPageWith } from "@/app/(console)/_present/event-page";
import { orNotFound } from "@/app/(console)/_present/or-not-found";
import { toSessionItem } from "@/app/(console)/_present/session-item";
import { SessionHeader } from "@/components/sessions/session-header";
import { sessionTitle } from "@/components/sessions/session-item";
import { Transcript } from "@/components/sessions/transcript";
import { TranscriptPages } from "@/components/sessions/transcript-pages";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import { PageBody } from "@/components/ui/page-body";
import { consoleContext } from "@/lib/auth/console-context";
import type { SessionId } from "@/lib/core/ids";
import { getSession } from "@/lib/sessions/get-session";
import { readThreadAction } from "../actions";

type Query = { page?: string; thread?: string; event?: string; quote?: string };
type Props = { params: Promise<{ session_id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const session = await orNotFound(getSession(await consoleContext(), (await params).session_id as SessionId));
  return { title: sessionTitle(session) };
}

/** A transcript. `?event=` opens it at that event, with `?quote=` marked in it. */
export default async function SessionPage({ params, searchParams }: Props) {
  const ctx = await consoleContext();
  const [{ session_id }, query] = await Promise.all([params, searchParams]);
  const row = await orNotFound(getSession(ctx, session_id as SessionId));
  const session = toSessionItem(row);
  const wanted = query.event && !query.page ? await loadPageWith(ctx, row.id, query.event) : null;
  const shown =
    wanted ?? (await orNotFound(loadEventPage(ctx, { sessionId: row.id, page: query.page, threadId: query.thread })));
  const base = `/sessions/${row.id}`;
  const here = shown.threadId ? { thread: shown.threadId } : {};
  const laterHref = shown.nextPage && `${base}?${new URLSearchParams({ ...here, page: shown.nextPage })}`;
  const pages = (
    <TranscriptPages
      earlierHref={shown.isLater ? `${base}?${new URLSearchParams(here)}` : null}
      laterHref={laterHref}
      shown={`${shown.events.length} events on this page`}
    />
  );
  return (
    <>
      <TopBar crumbs={[{ label: "Sessions", href: "/sessions" }, { label: sessionTitle(session) }]} />
      <SessionHeader session={session} />
      <PageBody>
        {query.event && !query.page && !wanted && (
          <Note tone="needs" className="m-4" title="This session has no such event.">
            The link may be from another session; this is the transcript from its start.
          </Note>
        )}
        {shown.threadId && (
          <Note className="m-4" title="This is what a sub-agent did.">
            <TextLink href={base}>Go to the session itself</TextLink>
          </Note>
        )}
        {pages}
        {shown.events.length === 0 ? (
          <EmptyState title="This session has no events." />
        ) : (
          <div className="py-2">
            <Transcript
              sessionId={row.id}
              events={shown.events}
              mounts={session.stores}
              targetId={query.event ?? null}
              quote={query.quote ?? null}
              readThread={readThreadAction}
            />
          </div>
        )}
        {pages}
      </PageBody>
    </>
  );
}

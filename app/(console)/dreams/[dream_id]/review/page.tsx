import type { Metadata } from "next";
import { namesWithSessions } from "@/app/(console)/_present/actor-names";
import { toDreamItems } from "@/app/(console)/_present/dream-item";
import { loadDream } from "@/app/(console)/_present/load-dream";
import { DreamHeader } from "@/components/dreams/dream-header";
import { DreamReport } from "@/components/dreams/dream-report";
import { Review } from "@/components/review/review";
import { ReviewRecord } from "@/components/review/review-record";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { plural } from "@/components/ui/number-text";
import { PageBody } from "@/components/ui/page-body";
import { consoleContext } from "@/lib/auth/console-context";
import type { Context } from "@/lib/auth/context";
import type { SessionId } from "@/lib/core/ids";
import { countSnapshot } from "@/lib/dreams/count-snapshot";
import { listDreams } from "@/lib/dreams/list-dreams";
import { getDreamDiff } from "@/lib/proposals/get-dream-diff";
import { presentDreamDiff } from "@/lib/proposals/present";
import { findSessions } from "@/lib/sessions/find-sessions";
import { adoptDreamAction, readEvidenceAction, rejectDreamAction } from "../../actions";

type Props = { params: Promise<{ dream_id: string }> };

export const metadata: Metadata = { title: "Review" };

/** The proposal of a dream: to decide on, or what was decided. */
export default async function ReviewPage({ params }: Props) {
  const ctx = await consoleContext();
  const { row, item } = await loadDream(ctx, (await params).dream_id);
  const diff = presentDreamDiff(await getDreamDiff(ctx, { dreamId: row.id, includeDecided: true }));
  const { status } = diff.review;
  return (
    <>
      <TopBar
        crumbs={[
          { label: "Review", href: "/review" },
          { label: `Dream of ${item.store.name}`, href: `/dreams/${row.id}` },
          { label: "Proposal" },
        ]}
      />
      <DreamHeader dream={item} hasReport={diff.instructions.length > 0} />
      <DreamReport report={diff} memoryCount={await countSnapshot(ctx, row.id)} />
      {status === "waiting" && (
        <Review
          key={diff.proposal_sha256}
          diff={diff}
          sessionTitles={await sessionTitles(ctx, diff)}
          adopt={adoptDreamAction}
          reject={rejectDreamAction}
          readEvidence={readEvidenceAction}
        />
      )}
      {(status === "adopted" || status === "rejected") && (
        <PageBody>
          <ReviewRecord
            diff={diff}
            store={item.store}
            names={await namesWithSessions(ctx, [diff.review.reviewed_by])}
            next={await nextReview(ctx)}
            adopt={adoptDreamAction}
          />
        </PageBody>
      )}
      {(status === "none" || status === "unchanged") && (
        <EmptyState
          title={unreviewable(diff)}
          action={<LinkButton href={`/dreams/${row.id}`}>See what it did</LinkButton>}
        />
      )}
    </>
  );
}

type Diff = ReturnType<typeof presentDreamDiff>;

function unreviewable({ review, findings }: Diff): string {
  if (review.status === "none") return "There is nothing to review yet.";
  return findings.length === 0
    ? "This dream proposes no change."
    : `This dream proposes no change. What it saw and left alone: ${plural(findings.length, "finding")}.`;
}

async function sessionTitles(ctx: Context, diff: Diff): Promise<Record<string, string | null>> {
  const ids = new Set(diff.findings.flatMap((finding) => finding.evidence.map((evidence) => evidence.session_id)));
  const sessions = await findSessions(ctx, [...ids] as SessionId[]);
  return Object.fromEntries(sessions.map((session) => [session.id, session.title]));
}

async function nextReview(ctx: Context): Promise<{ href: string; label: string } | null> {
  const { data } = await listDreams(ctx, { reviewStatus: "waiting", limit: 1 });
  const [next] = await toDreamItems(ctx, data);
  return next ? { href: `/dreams/${next.id}/review`, label: next.store.name } : null;
}

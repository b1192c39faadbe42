import type { Metadata } from "next";
import { namesWithSessions } from "@/app/(console)/_present/actor-names";
import { toDreamItems } from "@/app/(console)/_present/dream-item";
import { loadDream } from "@/app/(console)/_present/load-dream";
import { DreamHeader } from "@/components/dreams/dream-header";
import { dreamTitle } from "@/components/dreams/dream-item";
import { DreamReport } from "@/components/dreams/dream-report";
import { BeingChecked } from "@/components/review/being-checked";
import { orderFiles } from "@/components/review/file-order";
import { Review } from "@/components/review/review";
import { ReviewRecord } from "@/components/review/review-record";
import { UseOutputButton } from "@/components/review/use-output-button";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { plural } from "@/components/ui/number-text";
import { PageBody } from "@/components/ui/page-body";
import { consoleContext } from "@/lib/auth/console-context";
import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { SessionId, StoreId } from "@/lib/core/ids";
import { countSnapshot } from "@/lib/dreams/count-snapshot";
import { getWakeTest } from "@/lib/dreams/get-wake-test";
import { listDreams } from "@/lib/dreams/list-dreams";
import { getAdoption } from "@/lib/proposals/get-adoption";
import { getDreamDiff } from "@/lib/proposals/get-dream-diff";
import { presentDreamDiff } from "@/lib/proposals/present";
import { presentAdoption } from "@/lib/proposals/present-adoption";
import { findSessions } from "@/lib/sessions/find-sessions";
import { getStore } from "@/lib/stores/get-store";
import { presentWakeTest } from "@/lib/wake/present";
import {
  adoptDreamAction,
  readEvidenceAction,
  rejectDreamAction,
  undoAdoptionAction,
  useOutputStoreAction,
} from "../../actions";
import { loadEditHrefs } from "./load-edit-hrefs";

type Props = {
  params: Promise<{ dream_id: string }>;
  /** `again`: choose from what was left out of an adoption. */
  searchParams: Promise<{ again?: string }>;
};

export const metadata: Metadata = { title: "Review" };

/** Files whose texts come with the page; the others follow as they come into sight. */
const FIRST_FILES = 8;

const ACTIONS = { adopt: adoptDreamAction, reject: rejectDreamAction, readEvidence: readEvidenceAction };

/** The proposal of a dream: to decide on, or what was decided. */
export default async function ReviewPage({ params, searchParams }: Props) {
  const ctx = await consoleContext();
  const { row, item } = await loadDream(ctx, (await params).dream_id);
  const { again } = await searchParams;
  const all = presentDreamDiff(await getDreamDiff(ctx, { dreamId: row.id, includeDecided: true, includeTexts: false }));
  const { status } = all.review;
  const isAgain = status === "adopted" && again !== undefined && all.totals.hunks > 0;
  const isReady = all.proposal_sha256 !== null && (status === "waiting" || isAgain);
  const diff = isAgain ? { ...all, files: all.files.filter(hasOpenHunk) } : all;
  return (
    <>
      <TopBar
        crumbs={[
          { label: "Review", href: "/review" },
          { label: dreamTitle(item), href: `/dreams/${row.id}` },
          { label: "Proposal" },
        ]}
      />
      <DreamHeader dream={item} hasReport={diff.instructions.length > 0} />
      <DreamReport report={diff} memoryCount={await countSnapshot(ctx, row.id)} />
      {status === "waiting" && diff.proposal_sha256 === null && <BeingChecked />}
      {isReady && (
        <Review
          key={diff.proposal_sha256}
          diff={diff}
          first={await firstFiles(ctx, diff)}
          sessionTitles={await sessionTitles(ctx, diff)}
          editHrefs={await loadEditHrefs(ctx, diff)}
          actions={ACTIONS}
          other={isAgain ? null : await outputButton(ctx, row, item.store)}
          names={await namesWithSessions(ctx, writersOf(diff))}
          wakeTest={presentWakeTest(row.id, await getWakeTest(ctx, { dreamId: row.id }))}
        />
      )}
      {isRecord(status) && !isAgain && (
        <PageBody>
          <ReviewRecord
            diff={diff}
            {...(await loadAdoptions(ctx, diff))}
            store={item.store}
            next={await nextReview(ctx)}
            reviewHref={`/dreams/${row.id}/review?again=1`}
            adopt={adoptDreamAction}
            undo={undoAdoptionAction}
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

const isRecord = (status: Diff["review"]["status"]) => ["adopted", "rejected", "superseded"].includes(status);

const hasOpenHunk = (file: Diff["files"][number]) =>
  file.hunks.some((hunk) => hunk.decision === "pending" || hunk.decision === "left_out");

const writersOf = (diff: Diff) => diff.files.flatMap((file) => file.written_by.map(({ actor }) => actor));

async function firstFiles(ctx: Context, diff: Diff): Promise<Diff["files"]> {
  const paths = orderFiles(diff.files)
    .slice(0, FIRST_FILES)
    .map((file) => file.path);
  return presentDreamDiff(await getDreamDiff(ctx, { dreamId: diff.dream_id, includeDecided: true, paths })).files;
}

type DreamRow = Awaited<ReturnType<typeof loadDream>>["row"];

/** The other way to end a review, when the dream wrote a store of its own that is still in use. */
async function outputButton(ctx: Context, row: DreamRow, store: { id: string; name: string }) {
  if (row.outputStoreId === null || row.outputStoreId === row.storeId || row.proposalSha256 === null) return null;
  const output = await findStore(ctx, row.outputStoreId);
  if (output === null || output.archivedAt !== null) return null;
  return (
    <UseOutputButton
      dreamId={row.id}
      proposalSha256={row.proposalSha256}
      store={store}
      output={{ id: output.id, name: output.name }}
      action={useOutputStoreAction}
    />
  );
}

async function findStore(ctx: Context, id: StoreId) {
  try {
    return await getStore(ctx, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

async function loadAdoptions(ctx: Context, { review }: Diff) {
  const adoptions = await Promise.all(
    review.adoptions.map(async ({ id }) => presentAdoption(await getAdoption(ctx, id))),
  );
  const actors = adoptions.flatMap((adoption) => [adoption.created_by, adoption.undone_by]);
  return { adoptions, names: await namesWithSessions(ctx, [review.reviewed_by, ...actors]) };
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
  const { data } = await listDreams(ctx, { reviewStatus: "waiting", includeWrites: true, limit: 1 });
  const [next] = await toDreamItems(ctx, data);
  return next ? { href: `/dreams/${next.id}/review`, label: next.store.name } : null;
}

import Link from "next/link";
import type { ReactNode } from "react";
import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { Chip } from "@/components/ui/chip";
import { Hash } from "@/components/ui/copy-text";
import { LinkButton } from "@/components/ui/link-button";
import { plural } from "@/components/ui/number-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { AdoptLateButton } from "./adopt-late-button";
import { AdoptionList } from "./adoption-list";
import type { Adoption, DiffFile, DreamDiff } from "./dream-diff";
import { orderFiles } from "./file-order";
import { OperationMark } from "./operation-mark";
import { fileWords, outcomeWords } from "./record-words";
import type { AdoptDream, UndoAdoption } from "./review-actions";

type Props = {
  diff: DreamDiff;
  adoptions: Adoption[];
  store: { id: string; name: string };
  names: ActorNames;
  /** The next proposal that waits, when there is one. */
  next: { href: string; label: string } | null;
  /** Where what was left out is chosen change by change. */
  reviewHref: string;
  adopt: AdoptDream;
  undo: UndoAdoption;
};

const columns = {
  path: { key: "path", label: "File" },
  decision: { key: "decision", label: "Decision", className: "w-52 max-rail:w-28" },
  version: { key: "version", label: "New version", className: "w-40 max-rail:w-32" },
  hash: { key: "hash", label: "Content", className: "w-28", hideBelow: "rail" },
} satisfies Record<string, Column>;

/** What was decided, by whom, what was written, and the ways back. */
export function ReviewRecord({ diff, adoptions, store, names, next, reviewHref, adopt, undo }: Props) {
  const { review } = diff;
  const leftOut = diff.files.filter((file) => isLeftOut(diff, file));
  return (
    <div>
      <div className="flex flex-col gap-3 p-4">
        <p className="text-16">{outcomeWords(diff, store.name)}</p>
        {review.reviewed_by && (
          <p className="flex flex-wrap items-center gap-2 text-13 text-ink-2">
            by <ActorChip actor={review.reviewed_by} names={names} />
            {review.reviewed_at && <RelativeTime at={review.reviewed_at} />}
          </p>
        )}
        {review.reason && <blockquote className="border-l-2 border-line pl-3 text-ink-2">{review.reason}</blockquote>}
        <div className="flex flex-wrap gap-2">
          {next && (
            <LinkButton href={next.href} variant="primary">
              Next review: {next.label}
            </LinkButton>
          )}
          <LinkButton href={`/stores/${store.id}`}>Open {store.name}</LinkButton>
          {leftOut.length > 0 && (
            <LinkButton href={reviewHref}>Review what was left out ({plural(leftOut.length, "file")})</LinkButton>
          )}
        </div>
      </div>
      <AdoptionList adoptions={adoptions} names={names} undo={undo} />
      <Table label="Decisions" columns={Object.values(columns)}>
        {orderFiles(diff.files).map((file) => (
          <RecordRow key={file.path} file={file} storeId={store.id}>
            {isLeftOut(diff, file) && (
              <AdoptLateButton
                dreamId={diff.dream_id}
                proposalSha256={diff.proposal_sha256 ?? ""}
                path={file.path}
                reviewHref={reviewHref}
                adopt={adopt}
              />
            )}
          </RecordRow>
        ))}
      </Table>
    </div>
  );
}

/** Whether something of a file was left out of an adoption, and can still be taken. */
function isLeftOut({ review }: DreamDiff, file: DiffFile): boolean {
  return review.status === "adopted" && file.hunks.some((hunk) => hunk.decision === "left_out");
}

function RecordRow({ file, storeId, children }: { file: DiffFile; storeId: string; children: ReactNode }) {
  const href = file.adopted_version_id && `/stores/${storeId}/versions/${file.adopted_version_id}`;
  return (
    <Row>
      <Cell column={columns.path}>
        <span className="flex items-center gap-2 font-mono [overflow-wrap:anywhere]">
          <OperationMark operation={file.operation} />
          {file.path}
        </span>
      </Cell>
      <Cell column={columns.decision}>
        <Chip tone={file.decision === "adopted" ? "added" : "plain"}>{fileWords(file)}</Chip>
      </Cell>
      <Cell column={columns.version}>
        <span className="flex flex-wrap items-center gap-2">
          {href && (
            <Link href={href} className="text-accent hover:underline">
              open version
            </Link>
          )}
          {children}
          {!href && !children && <span className="text-ink-3">–</span>}
        </span>
      </Cell>
      <Cell column={columns.hash}>{file.proposed_sha256 && <Hash sha256={file.proposed_sha256} />}</Cell>
    </Row>
  );
}

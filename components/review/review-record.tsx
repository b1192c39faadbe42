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
import type { DiffFile, DreamDiff } from "./dream-diff";
import { OperationMark } from "./operation-mark";
import type { AdoptDream } from "./review";
import { orderFiles } from "./rules";

type Props = {
  diff: DreamDiff;
  store: { id: string; name: string };
  names: ActorNames;
  /** The next proposal that waits, when there is one. */
  next: { href: string; label: string } | null;
  adopt: AdoptDream;
};

const columns = {
  path: { key: "path", label: "File" },
  decision: { key: "decision", label: "Decision", className: "w-28" },
  version: { key: "version", label: "New version", className: "w-40" },
  hash: { key: "hash", label: "Content", className: "w-28", hideBelow: "rail" },
} satisfies Record<string, Column>;

/** What was decided, by whom, and what was written. */
export function ReviewRecord({ diff, store, names, next, adopt }: Props) {
  const { review } = diff;
  const adopted = diff.files.filter((file) => file.decision === "adopted").length;
  return (
    <div className="max-w-5xl">
      <div className="flex flex-col gap-3 p-4">
        <p className="text-16">
          {review.status === "adopted"
            ? `${plural(adopted, "file")} of ${diff.files.length} adopted into ${store.name}.`
            : `Rejected: nothing was written to ${store.name}.`}
        </p>
        <p className="flex flex-wrap items-center gap-2 text-13 text-ink-2">
          by <ActorChip actor={review.reviewed_by} names={names} />
          {review.reviewed_at && <RelativeTime at={review.reviewed_at} />}
        </p>
        {review.reason && <blockquote className="border-l-2 border-line pl-3 text-ink-2">{review.reason}</blockquote>}
        <div className="flex flex-wrap gap-2">
          {next && (
            <LinkButton href={next.href} variant="primary">
              Next review: {next.label}
            </LinkButton>
          )}
          <LinkButton href={`/stores/${store.id}`}>Open {store.name}</LinkButton>
        </div>
      </div>
      <Table label="Decisions" columns={Object.values(columns)}>
        {orderFiles(diff.files).map((file) => (
          <RecordRow key={file.path} file={file} storeId={store.id}>
            {file.decision === "left_out" && diff.proposal_sha256 && (
              <AdoptLateButton
                dreamId={diff.dream_id}
                proposalSha256={diff.proposal_sha256}
                path={file.path}
                adopt={adopt}
              />
            )}
          </RecordRow>
        ))}
      </Table>
    </div>
  );
}

function RecordRow({ file, storeId, children }: { file: DiffFile; storeId: string; children: ReactNode }) {
  const href = file.adopted_version_id && `/stores/${storeId}/versions/${file.adopted_version_id}`;
  return (
    <Row>
      <Cell column={columns.path}>
        <span className="flex items-center gap-2 font-mono">
          <OperationMark operation={file.operation} />
          {file.path}
        </span>
      </Cell>
      <Cell column={columns.decision}>
        <Chip tone={file.decision === "adopted" ? "added" : "plain"}>{file.decision.replace("_", " ")}</Chip>
      </Cell>
      <Cell column={columns.version}>
        {href ? (
          <Link href={href} className="text-accent hover:underline">
            open version
          </Link>
        ) : (
          children || <span className="text-ink-3">–</span>
        )}
      </Cell>
      <Cell column={columns.hash}>{file.proposed_sha256 && <Hash sha256={file.proposed_sha256} />}</Cell>
    </Row>
  );
}

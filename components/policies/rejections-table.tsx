"use client";

import { useRouter } from "next/navigation";
import type { ActorNames } from "@/components/actors/actor";
import { ActorChip } from "@/components/actors/actor-chip";
import { FindingKind } from "@/components/dreams/finding-kind";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { CodeSpans } from "@/components/ui/code-spans";
import { TextLink } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, type Column, Row, Table } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { VisibleText } from "@/components/ui/visible-text";
import type { RejectionResource } from "@/lib/proposals/rejection-schema";

const columns = {
  kind: { key: "kind", label: "Kind", className: "w-40", hideBelow: "rail" },
  what: { key: "what", label: "Finding" },
  by: { key: "by", label: "Rejected by", className: "w-40", hideBelow: "wide" },
  at: { key: "at", label: "When", className: "w-32", hideBelow: "rail" },
  allow: { key: "allow", label: "", className: "w-32", align: "right" },
} satisfies Record<string, Column>;

type Revoke = Action<{ store_id: string; rejection_id: string }>;
type Props = { rejections: RejectionResource[]; names: ActorNames; revoke: Revoke };

/** What dreams do not propose again, newest first. */
export function RejectionsTable({ rejections, names, revoke }: Props) {
  return (
    <Table label="Rejected findings" columns={Object.values(columns)}>
      {rejections.map((rejection) => (
        <RejectionRow key={rejection.id} rejection={rejection} names={names} revoke={revoke} />
      ))}
    </Table>
  );
}

type RowProps = Omit<Props, "rejections"> & { rejection: RejectionResource };

function RejectionRow({ rejection, names, revoke }: RowProps) {
  const router = useRouter();
  const { run, isPending, error } = useAction(revoke);
  const allow = () =>
    run({ store_id: rejection.memory_store_id, rejection_id: rejection.id }, () => {
      toast({ text: "Dreams may propose it again." });
      // The row with this button goes.
      document.getElementById("main")?.focus();
      router.refresh();
    });
  return (
    <Row>
      <Cell column={columns.kind}>
        <FindingKind kind={rejection.kind} />
      </Cell>
      <Cell column={columns.what}>
        <p className="[overflow-wrap:anywhere]">
          <CodeSpans text={rejection.rationale} />
        </p>
        <p className="mt-0.5 text-ink-2 [overflow-wrap:anywhere]">
          {rejection.reason === null ? "No reason was given." : <VisibleText text={rejection.reason} />}{" "}
          <TextLink href={`/dreams/${rejection.dream_id}`}>The dream</TextLink>
        </p>
        {error && <Note tone="error">{error.message}</Note>}
      </Cell>
      <Cell column={columns.by}>
        <ActorChip actor={rejection.created_by} names={names} />
      </Cell>
      <Cell column={columns.at}>
        <RelativeTime at={rejection.created_at} />
      </Cell>
      <Cell column={columns.allow}>
        <Button size="sm" isPending={isPending} onPress={allow}>
          Allow again
        </Button>
      </Cell>
    </Row>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { AdoptDream } from "./review-actions";

type Props = {
  dreamId: string;
  proposalSha256: string;
  path: string;
  /** Where the choice is made change by change. */
  reviewHref: string;
  adopt: AdoptDream;
};

/** Takes what was left out of a file after all. */
export function AdoptLateButton({ dreamId, proposalSha256, path, reviewHref, adopt }: Props) {
  const router = useRouter();
  const { run, isPending, error } = useAction(adopt);
  const onPress = () =>
    run({ dream_id: dreamId, proposal_sha256: proposalSha256, files: { [path]: "accept" } }, () => {
      toast({ text: `Adopted ${path}` });
      router.refresh();
    });
  return (
    <>
      <Button size="sm" isPending={isPending} aria-label={`Adopt ${path} after all`} onPress={onPress}>
        Adopt after all
      </Button>
      {error && (
        <div role="alert" className="mt-1 text-12 text-removed">
          {error.message}
          <LinkButton size="sm" className="mt-1" href={reviewHref}>
            Choose change by change
          </LinkButton>
        </div>
      )}
    </>
  );
}

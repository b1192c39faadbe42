"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { AdoptDream } from "./review";

type Props = { dreamId: string; proposalSha256: string; path: string; adopt: AdoptDream };

/** Takes a file that was left out after all. */
export function AdoptLateButton({ dreamId, proposalSha256, path, adopt }: Props) {
  const router = useRouter();
  const { run, isPending, error } = useAction(adopt);
  const onPress = () =>
    run({ dream_id: dreamId, proposal_sha256: proposalSha256, paths: [path] }, () => {
      toast({ text: `Adopted ${path}` });
      router.refresh();
    });
  return (
    <>
      <Button size="sm" isPending={isPending} aria-label={`Adopt ${path} after all`} onPress={onPress}>
        Adopt after all
      </Button>
      {error && (
        <p role="alert" className="mt-1 text-12 text-removed">
          {error.message}
        </p>
      )}
    </>
  );
}

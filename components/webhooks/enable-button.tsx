"use client";

import { useRouter } from "next/navigation";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { ErrorDialog } from "@/components/ui/error-dialog";
import { useAction } from "@/components/ui/use-action";

export type Enable = Action<{ endpoint_id: string; enabled: boolean }>;

/** Sends to a disabled endpoint again. */
export function EnableButton({ endpointId, enable }: { endpointId: string; enable: Enable }) {
  const router = useRouter();
  const { run, isPending, error, setError } = useAction(enable);
  const onPress = () =>
    run({ endpoint_id: endpointId, enabled: true }, () => {
      // The note with this button goes.
      document.getElementById("main")?.focus();
      router.refresh();
    });
  return (
    <>
      <Button size="sm" isPending={isPending} onPress={onPress}>
        Enable
      </Button>
      <ErrorDialog error={error} onClose={() => setError(null)} />
    </>
  );
}

"use client";

import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";

type Props = { error: unknown; retry: () => void };

/** A page that failed; the rail around it still works. */
export default function ConsoleError({ error, retry }: Props) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <div className="max-w-2xl p-4">
      <Note
        tone="error"
        title="This page could not be loaded."
        actions={
          <Button size="sm" onPress={retry}>
            Try again
          </Button>
        }
      >
        Nothing was changed. Check that the server and its database are running, then try again.
        {digest && <> The log has the cause under {digest}.</>}
      </Note>
    </div>
  );
}

"use client";

import { useState, useTransition } from "react";
import type { Action, ActionError, ActionResult } from "./action";

const LOST: ActionError = {
  code: "connection",
  message: "The server did not answer, so it is not known whether this was done. What you entered is kept; try again.",
  extra: {},
};

type Run<Input, Output> = {
  /** Runs the action; `then` is called with its data only when it succeeded. */
  run: (input: Input, then?: (data: Output) => void) => void;
  isPending: boolean;
  error: ActionError | null;
  setError: (error: ActionError | null) => void;
};

/** Runs a server action and keeps what it answered; a lost connection becomes an error that says so. */
export function useAction<Input, Output>(action: Action<Input, Output>): Run<Input, Output> {
  const [isPending, startTransition] = useTransition();
  const [error, setError] = useState<ActionError | null>(null);
  const run = (input: Input, then?: (data: Output) => void) =>
    startTransition(async () => {
      setError(null);
      let result: ActionResult<Output>;
      try {
        result = await action(input);
      } catch {
        result = { ok: false, error: LOST };
      }
      if (result.ok) then?.(result.data);
      else setError(result.error);
    });
  return { run, isPending, error, setError };
}

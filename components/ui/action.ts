/** What went wrong: the error's code (lib/core/errors, or `connection`), its words, and what else the wire would carry. */
export type ActionError = { code: string; message: string; extra: Record<string, unknown> };

export type ActionResult<Output> = { ok: true; data: Output } | { ok: false; error: ActionError };

/** A server action as a component gets it: parsed and authorised on the other side. */
export type Action<Input, Output = unknown> = (input: Input) => Promise<ActionResult<Output>>;

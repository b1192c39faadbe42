import type { z } from "zod";
import { consoleContext } from "@/lib/auth/console-context";
import type { Context } from "@/lib/auth/context";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { toAppError, zodMessage } from "./envelope";

export type ActionError = { code: ErrorCode; message: string; extra: Record<string, unknown> };
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ActionError };

/**
 * A server action of the console: the signed-in person's context, input parsed by `schema`, failures as a value. What
 * `toAppError` hides from API callers is hidden here too.
 */
export function defineAction<S extends z.ZodType, T>(
  schema: S,
  act: (ctx: Context, input: z.output<S>) => Promise<T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  return async (raw) => {
    const ctx = await consoleContext();
    try {
      const input = schema.safeParse(raw);
      if (!input.success) throw new AppError("invalid_request", zodMessage(input.error));
      return { ok: true, data: await act(ctx, input.data) };
    } catch (thrown) {
      const error = toAppError(thrown, ctx.requestId);
      return { ok: false, error: { code: error.code, message: error.message, extra: error.extra } };
    }
  };
}

import { AppError } from "@/lib/core/errors";
import type { ScheduleId } from "@/lib/core/ids";
import { nestsTooDeep } from "@/lib/core/json";
import type { JobContext } from "@/lib/jobs/define-job";
import { matchFilter } from "./match-filter";
import { findScheduleById, type ScheduleRow } from "./repository";
import { takeTick } from "./take-tick";
import type { TickRow } from "./tick-repository";
import { hookFault, type SignedCall } from "./verify-hook";

/**
 * A signed call from outside: one tick, and the same one when the call is repeated. Of the body only the filter's value
 * is looked at, and nothing of it is kept.
 * @throws AppError `authentication`, also when there is no such schedule or hook; `invalid_request` (a body that is no JSON)
 */
export async function receiveHook(
  job: JobContext,
  input: { scheduleId: ScheduleId; call: SignedCall },
): Promise<TickRow> {
  const { call } = input;
  const found = await findScheduleById(job.db, input.scheduleId);
  if (found === null || !found.hookEnabled || found.secret === null) throw unsigned("no hook takes calls here");
  const fault = hookFault(found.secret, call, job.now());
  if (fault !== null) throw unsigned(fault);
  const skip = isWanted(found, call.body) ? undefined : "the call is not one that the hook's filter takes";
  const dueAt = job.now();
  const tick = await takeTick(job, {
    scheduleId: found.id,
    cause: "hook",
    due: (row) => (row.secret === found.secret ? { key: `hook ${call.id}`, dueAt, nextAt: row.nextAt, skip } : null),
  });
  if (tick === null) throw unsigned("the hook was taken away or got another secret meanwhile");
  return tick;
}

const unsigned = (fault: string) => new AppError("authentication", `The call is not signed as it should be: ${fault}.`);

function isWanted(row: ScheduleRow, body: string): boolean {
  const value = parse(body);
  return row.hookFilter === null || matchFilter(row.hookFilter, value);
}

function parse(body: string): unknown {
  if (nestsTooDeep(body)) throw new AppError("invalid_request", "The request body nests too deep.");
  try {
    return body === "" ? null : JSON.parse(body);
  } catch {
    // The parser's own words would repeat a piece of the body.
    throw new AppError("invalid_request", "The request body is not valid JSON.");
  }
}

import { expect } from "vitest";
import type { Answer, Json } from "./server";

/** An error as an SDK gives it, whichever SDK it was. */
export type Failure = {
  status: number;
  headers: Headers;
  /** The whole envelope. */
  error: { type: string; error: Json & { type: string; message: string }; request_id: string };
};

/** What the promise was refused with. @throws Error when it was not refused by the server */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const thrown: unknown = await promise.then(
    () => {
      throw new Error("the server was to refuse this");
    },
    (error: unknown) => error,
  );
  if (!(thrown instanceof Error && "status" in thrown && "error" in thrown)) throw thrown;
  return thrown as unknown as Failure;
}

/** Status and wire type of a refused SDK call. */
export async function refusal(promise: Promise<unknown>): Promise<[number, string]> {
  const { status, error } = await failureOf(promise);
  return [status, error.error.type];
}

/** Status and wire type of an answer; the type is "" when it is no error. */
export function outcome(answer: Answer): [number, string] {
  const error = answer.body.error as { type: string } | undefined;
  return [answer.status, error?.type ?? ""];
}

/** Everything that an SDK's auto-paging list walks over. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Checks that an answer is an error in the envelope of contract 1.6. */
export function expectEnvelope(answer: Answer, status: number, type: string): void {
  expect(outcome(answer)).toEqual([status, type]);
  const { error, ...rest } = answer.body;
  expect(rest).toEqual({ type: "error", request_id: answer.headers.get("request-id") });
  expect((error as Json).message).toMatch(/^\S.*\S$/);
}

export const INVALID: [number, string] = [400, "invalid_request_error"];
export const MISSING: [number, string] = [404, "not_found_error"];
export const PATH_CONFLICT: [number, string] = [409, "memory_path_conflict_error"];
export const CHANGED: [number, string] = [409, "memory_precondition_failed_error"];
export const FINE: [number, string] = [200, ""];

/** RFC 3339 in UTC with microseconds (contract 1.9). */
export const WIRE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

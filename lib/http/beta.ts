import { AppError, printable } from "@/lib/core/errors";

const MEMORY = "agent-memory-2026-07-22";
const MANAGED_AGENTS = "managed-agents-2026-04-01";
const DREAMING = "dreaming-2026-04-21";
const KNOWN = new Set([MEMORY, MANAGED_AGENTS, DREAMING]);

/** By the first segment below /v1: the values of which one has to be sent. What is not listed is an extension of ours. */
const NEEDED = new Map([
  ["memory_stores", [MEMORY, MANAGED_AGENTS]],
  ["dreams", [DREAMING]],
  ["agents", [MANAGED_AGENTS]],
  ["environments", [MANAGED_AGENTS]],
  ["sessions", [MANAGED_AGENTS]],
]);

/**
 * The hosted API's rules for the `anthropic-beta` header (contract 1.4), which the strict mode applies: a value that is not
 * known is refused, so are both values for memory, and without the needed one the endpoint does not exist.
 * @throws AppError `invalid_request`, `not_found`
 */
export function checkBeta(pathname: string, header: string | null): void {
  const values = (header ?? "")
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");
  const unknown = values.find((value) => !KNOWN.has(value));
  if (unknown !== undefined) {
    throw new AppError("invalid_request", `anthropic-beta holds the unknown value ${printable(unknown)}.`);
  }
  const needed = NEEDED.get(pathname.split("/")[2] ?? "");
  if (needed === undefined) return;
  const sent = needed.filter((value) => values.includes(value));
  if (sent.length > 1) {
    throw new AppError("invalid_request", `anthropic-beta must hold one of ${needed.join(" and ")}, not both.`);
  }
  if (sent.length === 0) {
    throw new AppError("not_found", `There is nothing here without ${needed.join(" or ")} in anthropic-beta.`);
  }
}

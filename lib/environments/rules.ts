import { AppError, printable } from "@/lib/core/errors";
import type { EnvironmentConfig } from "./schema";

/** What the real service fills in when `config` is left out (contract 7). */
export const DEFAULT_CONFIG: EnvironmentConfig = {
  type: "cloud",
  networking: { type: "unrestricted" },
  packages: { type: "packages", apt: [], cargo: [], gem: [], go: [], npm: [], pip: [] },
};

/** The SDK picks its error class by `details.error_code`. */
export function environmentNotFound(id: string): AppError {
  return new AppError("not_found", `Environment ${printable(id)} was not found.`, {
    extra: { details: { error_code: "environment_not_found" } },
  });
}

export function environmentArchived(id: string): AppError {
  return new AppError("invalid_request", `Environment ${id} is archived.`, {
    extra: { details: { error_code: "environment_archived" } },
  });
}

/** @throws AppError `invalid_request` when an update would turn one kind of environment into another */
export function requireSameConfigType(current: EnvironmentConfig, next: EnvironmentConfig): void {
  if (current.type === next.type) return;
  throw new AppError("invalid_request", `config.type must stay ${current.type}, got ${next.type}.`, {
    extra: { details: { error_code: "invalid_config_type_change" } },
  });
}

import { AppError, printable } from "@/lib/core/errors";
import { settings } from "@/lib/env";
import { engineIds, findEngine } from "./registry";
import type { DreamEngine } from "./types";

/**
 * The engine that serves a model id.
 * @throws AppError `invalid_request` saying what is missing, or which ids are served
 */
export function requireEngine(modelId: string): DreamEngine {
  const engine = findEngine(modelId);
  if (engine !== null) return engine;
  const served = engineIds().join(", ");
  const name = printable(modelId);
  if (modelId.startsWith("claude-") && settings().anthropicApiKey === undefined) {
    throw new AppError(
      "invalid_request",
      `model ${name} needs an API key: the server's ANTHROPIC_API_KEY is not set. Without one, use ${served}.`,
    );
  }
  throw new AppError("invalid_request", `model ${name} is not served here; use ${served}.`);
}

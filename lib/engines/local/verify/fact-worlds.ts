import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { tokensOf } from "@/lib/engines/local/verify/claim-words";

/** What a thing is part of. `isWorld`: an environment, region or the like, in which another thing may have the same name. */
export type FactScope = { words: string[]; isWorld: boolean };

/** Keys of the environment, the region or the like that a thing is in. */
const WORLD_KEYS = new Set(
  "env environment stage region zone cluster namespace tenant branch profile workspace account project date day month week year period".split(
    " ",
  ),
);
/** Environments other than the one that is meant when none is said. */
const ENVIRONMENTS = new Set(
  "staging stage dev development test testing qa uat sandbox preview canary demo".split(" "),
);
const TEXT_CHARACTERS_MAX = 1000;

export const isWorldKey = (key: string): boolean => WORLD_KEYS.has(key.toLowerCase());

/** The environments that a text names. */
export function environmentsIn(text: string): FactScope[] {
  const words = new Set(tokensOf(text.slice(0, TEXT_CHARACTERS_MAX)).filter((word) => ENVIRONMENTS.has(word)));
  return [...words].map((word) => ({ words: [word], isWorld: true }));
}

/** The environments that a call names in its command or another argument: `kubectl -n staging`, `config/staging/a.yaml`. */
export function environmentsOf({ command, input }: ToolCall): FactScope[] {
  if (command !== null) return environmentsIn(command);
  const texts = Object.values(input).filter((value) => typeof value === "string");
  return environmentsIn(texts.map((text) => text.slice(0, TEXT_CHARACTERS_MAX / 4)).join(" "));
}

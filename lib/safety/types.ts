export type SafetyKind = "secret" | "personal_data" | "hidden_character" | "instruction";

/** A place in a text that has no business in a memory, or that a person should look at. */
export type SafetyHit = {
  kind: SafetyKind;
  /** What was seen, for instance `aws-access-key`, `email`, `zero-width`, `override-instructions`. */
  rule: string;
  /** UTF-16 offsets; `end` is behind the last unit. */
  start: number;
  end: number;
  /** 0 to 1. Below 0.6 a hit is a hint that only strict callers act on. */
  confidence: number;
};

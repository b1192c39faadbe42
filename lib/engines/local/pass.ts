import type { Draft } from "@/lib/engines/local/draft/draft";
import type { TranscriptReport } from "@/lib/engines/types";

/** What every pass of a dream sees beside the draft. */
export type PassInput = {
  /** By session time, then session id. */
  reports: TranscriptReport[];
  /** The dream's own instant. */
  at: Date;
};

/** One kind of finding over the whole store: adds findings to the draft and changes it. A pass over its own result adds nothing. */
export type Pass = (draft: Draft, input: PassInput) => void;

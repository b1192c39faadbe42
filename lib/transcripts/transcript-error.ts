/** A transcript that cannot be taken. The message says where and what, and is fit for the caller to read. */
export class TranscriptError extends Error {
  override readonly name = "TranscriptError";

  /** @param line Line of a JSONL transcript, counted from 1; null when the transcript is not made of lines. */
  constructor(
    message: string,
    readonly line: number | null = null,
  ) {
    super(message);
  }
}

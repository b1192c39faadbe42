import type { Entry } from "./claude-code-entry";
import { record, text } from "./json-values";
import type { TranscriptUsage } from "./types";
import { readUsage, sumUsage } from "./usage";

/** Sums token usage. One response is spread over several lines that repeat its usage, so the last line of each counts. */
export class ResponseUsage {
  private readonly byResponse = new Map<string, TranscriptUsage>();

  note(entry: Entry): void {
    const usage = record(entry.message?.usage);
    if (!usage) return;
    const response = `${entry.requestId ?? ""} ${text(entry.message?.id) ?? ""}`;
    this.byResponse.set(response === " " ? `line ${entry.line}` : response, readUsage(usage));
  }

  total(): TranscriptUsage {
    return sumUsage(this.byResponse.values());
  }
}

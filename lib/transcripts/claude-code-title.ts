import type { Entry } from "./claude-code-entry";
import { text } from "./json-values";

const TITLE_CHARACTERS_MAX = 100;

/** Finds the title: the last summary of a message in this file, else any summary, else how the first prompt begins. */
export class TitleSearch {
  private readonly uuids = new Set<string>();
  private readonly summaries: { summary: string; leafUuid: string | null }[] = [];
  private firstPrompt: string | null = null;

  note(entry: Entry): void {
    if (entry.uuid !== null) this.uuids.add(entry.uuid);
    const summary = entry.type === "summary" ? text(entry.raw.summary) : null;
    if (summary !== null) this.summaries.push({ summary, leafUuid: text(entry.raw.leafUuid) });
  }

  /** Something a person typed. Slash commands and their output (in `<tags>`) are no title. */
  notePrompt(prompt: string): void {
    if (this.firstPrompt !== null || prompt.startsWith("<") || prompt.startsWith("[Request interrupted")) return;
    const lines = prompt.split("\n", 20).map((line) => line.replace(/^#+ /, "").trim());
    // "Implement the following plan:" names nothing; what follows it does.
    this.firstPrompt =
      lines.find((line) => line !== "" && !line.endsWith(":")) ?? lines.find((line) => line !== "") ?? null;
  }

  /** Null when there is neither a summary nor a prompt. */
  title(): string | null {
    // Summaries at the head of a file may tell of earlier sessions that this one continues.
    const own = this.summaries.findLast(({ leafUuid }) => leafUuid !== null && this.uuids.has(leafUuid));
    const title = (own ?? this.summaries.at(-1))?.summary ?? this.firstPrompt;
    if (title === null) return null;
    const characters = [...title.replaceAll("\0", " ").slice(0, 2 * TITLE_CHARACTERS_MAX + 2)];
    if (characters.length <= TITLE_CHARACTERS_MAX) return characters.join("");
    return `${characters
      .slice(0, TITLE_CHARACTERS_MAX - 1)
      .join("")
      .trimEnd()}…`;
  }
}

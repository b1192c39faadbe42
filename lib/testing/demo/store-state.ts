import type { DemoChange, DemoStore, StoreKey } from "./types";

/** One demo store as it grows: every write changes the files and adds to the history, so the two cannot disagree. */
export class StoreState {
  private readonly files = new Map<string, string>();
  private readonly history: DemoChange[] = [];

  constructor(
    readonly key: StoreKey,
    readonly name: string,
    readonly description: string,
  ) {}

  get mountPath(): string {
    return `/mnt/memory/${this.key}`;
  }

  read(path: string): string {
    const content = this.files.get(path);
    if (content === undefined) throw new Error(`demo: ${this.key}${path} does not exist yet`);
    return content;
  }

  paths(): string[] {
    return [...this.files.keys()].sort();
  }

  write(at: Date, actor: DemoChange["actor"], path: string, content: string): void {
    const last = this.history.at(-1);
    if (last && last.at > at) throw new Error(`demo: ${this.key}${path} is written before ${last.path}`);
    this.history.push({ at, actor, operation: this.files.has(path) ? "modified" : "created", path, content });
    this.files.set(path, content);
  }

  toStore(): DemoStore {
    return { key: this.key, name: this.name, description: this.description, history: this.history };
  }
}

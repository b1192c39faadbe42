import type { StoreState } from "./store-state";
import type { DemoEvent, DemoResource, DemoSession } from "./types";

export type ScriptStart = {
  key: string;
  title: string;
  agentName: string;
  start: Date;
  org: StoreState;
  team: StoreState;
};

/** An event before the clock stamps it. */
type NewEvent = { id?: string; type: string } & Record<string, unknown>;

const RESOURCES: DemoResource[] = [
  {
    store: "org-sre",
    access: "read_only",
    instructions: "Service levels, runbooks and the on-call map of the whole organisation. Look things up here.",
  },
  {
    store: "team-sre",
    access: "read_write",
    instructions: "Working memory of the SRE team. Look here first, and write down what the next on-call should know.",
  },
];

/** Writes the transcript of one session while it plays: calls, answers and the memory files that it changes. */
export class SessionScript {
  private readonly events: DemoEvent[] = [];
  private clock: number;
  private calls = 0;
  private tokens = { input: 2_100, output: 0 };

  constructor(private readonly start: ScriptStart) {
    this.clock = start.start.getTime();
  }

  get team(): StoreState {
    return this.start.team;
  }

  /** Lets time pass. */
  wait(seconds: number): this {
    this.clock += seconds * 1000;
    return this;
  }

  user(text: string): this {
    this.emit({ type: "user.message", content: [{ type: "text", text }] });
    return this.wait(1).emit({ type: "session.status_running" });
  }

  say(text: string): this {
    return this.emitAfter(text.length / 60, { type: "agent.message", content: [{ type: "text", text }] });
  }

  think(seconds: number): this {
    return this.emitAfter(seconds, { type: "agent.thinking" });
  }

  /** Runs a command that succeeds after `seconds`. */
  bash(command: string, output: string, seconds = 2): this {
    return this.call("bash", { command }, { text: output, isError: false, seconds });
  }

  bashFails(command: string, output: string): this {
    return this.call("bash", { command }, { text: output, isError: true, seconds: 1 });
  }

  /** Asks the metrics server for a range; the answer is one line a sample. */
  metrics(input: { query: string; start: string; end: string; step: string }, answer: string, isError = false): this {
    const id = this.nextId();
    const use = { type: "agent.mcp_tool_use", mcp_server_name: "metrics", name: "query_range", input };
    this.emitAfter(3, { id, ...use, evaluated_permission: "allow" });
    const content = [{ type: "text", text: answer }];
    return this.emitAfter(1.4, { type: "agent.mcp_tool_result", mcp_tool_use_id: id, content, is_error: isError });
  }

  list(store: StoreState): this {
    const { mountPath } = store;
    return this.bash(
      `find ${mountPath} -type f | sort`,
      store
        .paths()
        .map((path) => mountPath + path)
        .join("\n"),
      1,
    );
  }

  read(store: StoreState, path: string): this {
    const input = { file_path: store.mountPath + path };
    return this.call("read", input, { text: store.read(path), isError: false, seconds: 1 });
  }

  /** An edit of a team file; the text must stand in it. */
  edit(path: string, oldString: string, newString: string): this {
    const content = this.team.read(path);
    if (content.split(oldString).length !== 2) throw new Error(`demo: edit of ${path} does not match exactly once`);
    const filePath = this.team.mountPath + path;
    const input = { file_path: filePath, old_string: oldString, new_string: newString };
    this.call("edit", input, { text: `The file ${filePath} has been updated.`, isError: false, seconds: 1 });
    return this.store(
      path,
      content.replace(oldString, () => newString),
    );
  }

  /** Edits before the file was read are refused by the tool. */
  editRefused(path: string, oldString: string, newString: string): this {
    const input = { file_path: this.team.mountPath + path, old_string: oldString, new_string: newString };
    const text = "File has not been read yet. Read it first before writing to it.";
    return this.call("edit", input, { text, isError: true, seconds: 1 });
  }

  write(path: string, content: string): this {
    const filePath = this.team.mountPath + path;
    this.call("write", { file_path: filePath, content }, { text: `Wrote ${filePath}.`, isError: false, seconds: 1 });
    return this.store(path, content);
  }

  /** Appends one line to a team file from the shell. */
  appendLine(path: string, line: string): this {
    this.bash(`printf '%s\\n' '${line.replaceAll("'", "'\\''")}' >> ${this.team.mountPath}${path}`, "", 1);
    return this.store(path, `${this.team.read(path)}${line}\n`);
  }

  end(): DemoSession {
    const usage = {
      input_tokens: this.tokens.input,
      output_tokens: this.tokens.output,
      cache_read_input_tokens: this.tokens.input * 9,
    };
    this.emitAfter(1, { type: "session.usage", usage });
    this.emit({ type: "session.status_idle", stop_reason: { type: "end_turn" }, stop_details: null });
    const { key, title, agentName, start } = this.start;
    return { key, title, agentName, createdAt: start, resources: RESOURCES, events: this.events };
  }

  private call(
    name: string,
    input: Record<string, unknown>,
    answer: { text: string; isError: boolean; seconds: number },
  ): this {
    const id = this.nextId();
    this.emitAfter(3, { id, type: "agent.tool_use", name, input, evaluated_permission: "allow" });
    const content = answer.text === "" ? [] : [{ type: "text", text: answer.text }];
    return this.emitAfter(answer.seconds, {
      type: "agent.tool_result",
      tool_use_id: id,
      content,
      is_error: answer.isError,
    });
  }

  private store(path: string, content: string): this {
    this.team.write(new Date(this.clock), { session: this.start.key }, path, content);
    return this;
  }

  private nextId(): string {
    this.calls += 1;
    return `toolu_${this.start.key}_${this.calls}`;
  }

  private emitAfter(seconds: number, event: NewEvent): this {
    return this.wait(seconds).emit(event);
  }

  private emit(event: NewEvent): this {
    const size = Math.ceil(JSON.stringify(event).length / 4);
    if (event.type.startsWith("agent.") && !event.type.endsWith("result")) this.tokens.output += size;
    else this.tokens.input += size;
    this.events.push({ ...event, processed_at: new Date(this.clock).toISOString() });
    return this;
  }
}

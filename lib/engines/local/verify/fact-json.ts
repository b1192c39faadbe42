/** A piece of JSON with its place in the text: `start` is the first character, `end` the one after the last. */
export type JsonNode = { start: number; end: number } & (
  | { type: "object"; members: { key: string; keyStart: number; value: JsonNode }[] }
  | { type: "array"; items: JsonNode[] }
  | { type: "scalar"; value: string | number | boolean | null; raw: string }
);

/** Deeper nesting is no data that a note speaks of. */
const DEPTH_MAX = 24;
const LITERAL = /(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|True|False|None)\b/y;
const STRING = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|'[^'\\]*(?:\\[\s\S][^'\\]*)*'/y;
const SPACE = /\s*/y;
const WORDS: Record<string, boolean | null> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
};

class Reader {
  at: number;

  constructor(
    private readonly text: string,
    start: number,
  ) {
    this.at = start;
  }

  private skip(): string {
    SPACE.lastIndex = this.at;
    SPACE.test(this.text);
    this.at = SPACE.lastIndex;
    return this.text[this.at] ?? "";
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at = pattern.lastIndex;
    return match?.[0] ?? null;
  }

  private string(): string | null {
    const raw = this.take(STRING);
    return raw === null ? null : unquote(raw);
  }

  value(depth: number): JsonNode | null {
    const first = this.skip();
    const start = this.at;
    if (depth > DEPTH_MAX) return null;
    if (first === "{") return this.object(start, depth);
    if (first === "[") return this.array(start, depth);
    const isString = first === '"' || first === "'";
    const raw = this.take(isString ? STRING : LITERAL);
    if (raw === null) return null;
    const value = isString ? unquote(raw) : literal(raw);
    return { type: "scalar", start, end: this.at, value, raw };
  }

  private object(start: number, depth: number): JsonNode | null {
    const members: { key: string; keyStart: number; value: JsonNode }[] = [];
    this.at += 1;
    while (this.skip() !== "}") {
      const keyStart = this.at;
      const key = this.string();
      if (key === null || this.skip() !== ":") return null;
      this.at += 1;
      const value = this.value(depth + 1);
      if (value === null) return null;
      members.push({ key, keyStart, value });
      const next = this.skip();
      if (next === ",") this.at += 1;
      else if (next !== "}") return null;
    }
    this.at += 1;
    return { type: "object", start, end: this.at, members };
  }

  private array(start: number, depth: number): JsonNode | null {
    const items: JsonNode[] = [];
    this.at += 1;
    while (this.skip() !== "]") {
      const item = this.value(depth + 1);
      if (item === null) return null;
      items.push(item);
      const next = this.skip();
      if (next === ",") this.at += 1;
      else if (next !== "]") return null;
    }
    this.at += 1;
    return { type: "array", start, end: this.at, items };
  }
}

function literal(raw: string): number | boolean | null {
  return raw in WORDS ? (WORDS[raw] ?? null) : Number(raw);
}

function unquote(raw: string): string {
  const inner = raw.slice(1, -1);
  if (!inner.includes("\\")) return inner;
  return inner.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code: string | undefined, character: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    const named: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };
    return named[character] ?? character;
  });
}

/** Reads the JSON value (or the printed dictionary of Python) that begins at `start`; null when there is none. Linear in the text. */
export function readJsonAt(text: string, start: number): JsonNode | null {
  return new Reader(text, start).value(0);
}

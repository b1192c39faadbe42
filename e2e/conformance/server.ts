import Anthropic from "@anthropic-ai/sdk";
import LegacyAnthropic from "anthropic-sdk-legacy";
import { beforeAll, inject } from "vitest";
import { MEMORIES_MAX } from "./memories-max";

/** Which official SDK speaks: 1.11 (Bearer, no query) or 0.137 (x-api-key, ?beta=true). */
export const SDKS = ["sdk 1.11", "sdk 0.137"] as const;
export type SdkName = (typeof SDKS)[number];

/** A server under test, with a key of its workspace, one that may only read there, and one of another workspace. */
export type Target = { url: string; apiKey: string; readOnlyKey: string; strangerKey: string };

declare module "vitest" {
  interface ProvidedContext {
    /** The production server; not provided when the suite runs in process. */
    conformance: Target;
  }
}

export type Json = { [key: string]: unknown };

/** What came back, with the body as it was on the wire. */
export type Answer = { status: number; headers: Headers; body: Json & { id: string; data: Json[] } };

export type Question = {
  /** A text goes out as it is, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Null: no credential. Left out: the workspace's key. */
  key?: string | null;
};

export type ConformanceServer = {
  readonly target: Target;
  /** @param onRequest sees every attempt, retries included */
  sdk(name: SdkName, onRequest?: (url: string) => void): Anthropic;
  ask(method: string, path: string, question?: Question): Promise<Answer>;
  /** A new store's id. */
  aStore(): Promise<string>;
  /** A new memory of the store, in full view. */
  aMemory(storeId: string, path: string, content?: string): Promise<Memory>;
};

export type Memory = {
  id: string;
  memory_version_id: string;
  path: string;
  content: string;
  content_sha256: string;
  created_at: string;
  updated_at: string;
};

function isBytes(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === "string" || body instanceof Uint8Array;
}

async function ask(target: Target, method: string, path: string, question: Question): Promise<Answer> {
  const { body, headers, key = target.apiKey } = question;
  const response = await fetch(`${target.url}${path}`, {
    method,
    headers: { ...(key === null ? {} : { "x-api-key": key }), ...headers },
    ...(body === undefined ? {} : { body: isBytes(body) ? body : JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer["body"] };
}

function sdk(target: Target, name: SdkName, onRequest: (url: string) => void = () => {}): Anthropic {
  const options = {
    baseURL: target.url,
    apiKey: target.apiKey,
    fetch: (url: string | URL | Request, init?: RequestInit) => {
      onRequest(String(url));
      return fetch(url, init);
    },
  };
  // The resources that this suite uses are the same in both; their types differ in details.
  return name === "sdk 1.11" ? new Anthropic(options) : (new LegacyAnthropic(options) as unknown as Anthropic);
}

/**
 * The production server of the project's global set-up, or else, for a quick look at one rule, the API in this process
 * on a database of this test file.
 */
export async function conformanceServer(): Promise<ConformanceServer> {
  const given: Target | undefined = inject("conformance");
  const target = given ?? (await inProcess());
  return {
    target,
    sdk: (name, onRequest) => sdk(target, name, onRequest),
    ask: (method, path, question = {}) => ask(target, method, path, question),
    async aStore() {
      const { body } = await ask(target, "POST", "/v1/memory_stores", { body: { name: "Conformance" } });
      return body.id;
    },
    async aMemory(storeId, path, content = "one") {
      const address = `/v1/memory_stores/${storeId}/memories?view=full`;
      const answer = await ask(target, "POST", address, { body: { path, content } });
      if (answer.status !== 200) throw new Error(`no memory at ${path}: ${JSON.stringify(answer.body)}`);
      return answer.body as unknown as Memory;
    },
  };
}

async function inProcess(): Promise<Target> {
  process.env.REVERIE_MAX_MEMORIES_PER_STORE = String(MEMORIES_MAX);
  const { apiServer, API_KEY } = await import("../api/server");
  const { testDatabase } = await import("@/lib/testing/database");
  const { addKeys } = await import("./keys");
  const api = apiServer();
  const target: Target = { url: "", apiKey: API_KEY, readOnlyKey: "", strangerKey: "" };
  beforeAll(async () => {
    const db = await testDatabase();
    Object.assign(target, { url: api.baseURL, ...(await addKeys((text, values) => db.query(text, values))) });
  });
  return target;
}

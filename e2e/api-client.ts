import Anthropic from "@anthropic-ai/sdk";
import { ACCOUNT } from "./reverie";

/** The parts of a proposal that the tests look at. */
export type Diff = {
  proposal_sha256: string;
  review: { status: string; adopted: { path: string }[] };
  files: { path: string; operation: string; decision: string; proposed_sha256: string | null }[];
};

export type Answer<Body> = { status: number; body: Body };

/** One request without retries. `undefined` when the connection broke before an answer. */
export async function send<Body>(url: string, path: string, body?: string): Promise<Answer<Body> | undefined> {
  const request = fetch(`${url}${path}`, {
    headers: { "x-api-key": ACCOUNT.apiKey, "content-type": "application/json" },
    ...(body === undefined ? {} : { method: "POST", body }),
  });
  try {
    const response = await request;
    return { status: response.status, body: (await response.json()) as Body };
  } catch {
    return undefined;
  }
}

/** The answer to a request that has to succeed. */
export async function ask<Body>(url: string, path: string, body?: object): Promise<Body> {
  const answer = await send<Body>(url, path, body && JSON.stringify(body));
  if (answer?.status !== 200) throw new Error(`${path} answered ${JSON.stringify(answer)}`);
  return answer.body;
}

export function sdk(url: string): Anthropic {
  return new Anthropic({ baseURL: url, apiKey: ACCOUNT.apiKey, maxRetries: 0 });
}

/** What a store holds: the content hash of each path. */
export async function filesOf(url: string, storeId: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const memory of sdk(url).beta.memoryStores.memories.list(storeId)) {
    if (memory.type === "memory") files[memory.path] = memory.content_sha256;
  }
  return files;
}

/** How many versions a store has. */
export async function versionCount(url: string, storeId: string): Promise<number> {
  let count = 0;
  for await (const _ of sdk(url).beta.memoryStores.memoryVersions.list(storeId)) count += 1;
  return count;
}

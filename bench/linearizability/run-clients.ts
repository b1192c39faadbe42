import type Anthropic from "@anthropic-ai/sdk";
import { APIError } from "@anthropic-ai/sdk";
import { randomFrom } from "../api/random";
import { type Choice, type Known, writesOf } from "./choose-write";
import type { Acknowledged, Refused, Write } from "./history";

export type RunClients = {
  api: Anthropic;
  storeId: string;
  clients: number;
  seed: number;
  /** Asked before each write, with the number of writes that the client has made. */
  goesOn: (count: number) => boolean;
};

export type Ran = { acknowledged: Acknowledged[]; refused: Refused[] };

type Memory = { id: string; path: string; content: string; content_sha256: string; memory_version_id: string };

function send(api: Anthropic, storeId: string, { write, memoryId }: Choice): Promise<Memory> {
  const path = `/v1/memory_stores/${storeId}/memories`;
  const query = { view: "full" };
  const expected = "expectedSha256" in write ? write.expectedSha256 : undefined;
  const precondition = expected && { type: "content_sha256", content_sha256: expected };
  switch (write.kind) {
    case "create":
      return api.post(path, { query, body: { path: write.path, content: write.content } });
    case "update":
      return api.post(`${path}/${memoryId}`, {
        query,
        body: { content: write.content, path: write.path, precondition },
      });
    case "rename":
      return api.post(`${path}/${memoryId}`, { query, body: { path: write.path, precondition } });
    case "edit":
      return api.post(`${path}/${memoryId}/edit`, {
        query,
        body: { old_string: write.oldText, new_string: write.newText },
      });
    case "delete":
      return api.delete(`${path}/${memoryId}`, { query: expected ? { expected_content_sha256: expected } : {} });
  }
}

type ErrorBody = { error?: { type?: string; conflicting_memory_id?: string; conflicting_path?: string } };

function refusalOf(error: unknown): Pick<Refused, "status" | "type" | "blocker"> {
  if (!(error instanceof APIError) || error.status === undefined) {
    return { status: null, type: error instanceof Error ? error.message : "", blocker: null };
  }
  const { type = "", conflicting_memory_id: id, conflicting_path: path } = (error.error as ErrorBody).error ?? {};
  return { status: error.status, type, blocker: id === undefined ? null : { id, path: path ?? "" } };
}

/** What all clients of a run know together, as a list to draw from. */
class Registry {
  readonly known: Known[] = [];

  saw(memory: Memory): void {
    const entry = { id: memory.id, path: memory.path, content: memory.content };
    const index = this.known.findIndex(({ id }) => id === memory.id);
    if (index === -1) this.known.push(entry);
    else this.known[index] = entry;
  }

  forget(memoryId: string): void {
    const index = this.known.findIndex(({ id }) => id === memoryId);
    if (index !== -1) this.known.splice(index, 1);
  }
}

const answerOf = (write: Write, memory: Memory): Acknowledged["answer"] =>
  write.kind === "delete"
    ? null
    : { versionId: memory.memory_version_id, path: memory.path, sha256: memory.content_sha256 };

/** Lets clients write to one store at the same time, each one request after another, and records every answer. */
export async function runClients({ api, storeId, clients, seed, goesOn }: RunClients): Promise<Ran> {
  const ran: Ran = { acknowledged: [], refused: [] };
  const registry = new Registry();
  const runClient = async (client: number) => {
    const choose = writesOf(client, randomFrom(seed + client));
    for (let count = 0; goesOn(count); count++) {
      const choice = choose(registry.known);
      const { write, memoryId } = choice;
      const startedAt = performance.now();
      try {
        const memory = await send(api, storeId, choice);
        const request = { client, write, startedAt, endedAt: performance.now() };
        ran.acknowledged.push({ ...request, memoryId: memory.id, answer: answerOf(write, memory) });
        if (write.kind === "delete") registry.forget(memory.id);
        else registry.saw(memory);
      } catch (error) {
        const refusal = refusalOf(error);
        ran.refused.push({ client, write, memoryId, startedAt, endedAt: performance.now(), ...refusal });
        if (refusal.status === 404 && memoryId !== null) registry.forget(memoryId);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => runClient(client)));
  return ran;
}

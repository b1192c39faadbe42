import { expect, test } from "vitest";
import { findOperator } from "@/lib/auth/find-operator";
import type { DreamId } from "@/lib/core/ids";
import { testDatabase } from "@/lib/testing/database";
import { buildDemo } from "@/lib/testing/demo/build-demo";
import { untilDreamEnds } from "@/lib/testing/watch-dream";
import { apiServer } from "./server";

const api = apiServer();

const post = async (path: string, body: unknown) => {
  const response = await api.request(path, { method: "POST", body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> & { id: string } };
};

/** The on-call week through the API alone. */
async function aWeek() {
  const scenario = buildDemo({ now: new Date("2026-11-20T09:00:00Z") });
  const team = scenario.stores.find((store) => store.key === "team-sre");
  const store = await api.client.beta.memoryStores.create({ name: "Team SRE" });
  const files = new Map(team?.history.map((change) => [change.path, change.content]));
  for (const [path, content] of files) await api.client.beta.memoryStores.memories.create(store.id, { path, content });
  const sessionIds: string[] = [];
  for (const session of scenario.sessions) {
    const imported = await post("/v1/sessions/import", {
      format: "managed_agents",
      title: session.title,
      events: session.events,
      resources: [{ type: "memory_store", memory_store_id: store.id }],
    });
    expect(imported.status).toBe(200);
    sessionIds.push(imported.body.id);
  }
  return { store, sessionIds };
}

async function ended(id: string) {
  const ctx = await findOperator(await testDatabase(), () => new Date());
  if (ctx === null) throw new Error("no operator");
  await untilDreamEnds(ctx, id as DreamId);
  return api.client.beta.dreams.retrieve(id);
}

test("both SDKs launch a dream, watch it end, and read its session", async () => {
  const { store, sessionIds } = await aWeek();
  for (const client of [api.client, api.legacy] as (typeof api.client)[]) {
    const dream = await client.beta.dreams.create({
      model: "reverie-local",
      inputs: [
        { type: "sessions", session_ids: [...sessionIds].reverse() },
        { type: "memory_store", memory_store_id: store.id },
      ],
    });
    expect(dream).toMatchObject({
      status: "pending",
      outputs: [],
      session_id: null,
      output_behavior: { type: "create_new" },
    });
    const done = await ended(dream.id);
    expect(done).toMatchObject({ status: "completed", error: null, model: { id: "reverie-local", speed: "standard" } });
    expect(done.inputs).toContainEqual({ type: "sessions", session_ids: [...sessionIds].sort() });
    const session = await client.beta.sessions.retrieve(done.session_id ?? "");
    expect(session).toMatchObject({ status: "terminated", metadata: { dream_id: dream.id } });
    const types = [];
    for await (const event of client.beta.sessions.events.list(session.id)) types.push(event.type);
    expect(types.filter((type) => type === "session.thread_created")).toHaveLength(sessionIds.length);
    expect(types.at(-1)).toBe("session.status_terminated");
    expect((await client.beta.dreams.archive(dream.id)).archived_at).not.toBeNull();
  }
});

test("a proposal is reviewed, adopted in part, and its evidence stands in the transcripts", async () => {
  const { store, sessionIds } = await aWeek();
  const launched = await api.client.beta.dreams.create({
    model: "reverie-local",
    inputs: [
      { type: "memory_store", memory_store_id: store.id },
      { type: "sessions", session_ids: sessionIds },
    ],
  });
  await ended(launched.id);
  const diff = (await (await api.request(`/v1/dreams/${launched.id}/diff`)).json()) as {
    proposal_sha256: string;
    files: { path: string }[];
    findings: { kind: string; evidence: { session_id: string; event_id: string; quote: string }[] }[];
  };
  const mistake = diff.findings.find((finding) => finding.kind === "mistake");
  const cited = mistake?.evidence[0];
  const events = [];
  for await (const event of api.client.beta.sessions.events.list(cited?.session_id ?? "")) events.push(event);
  expect(JSON.stringify(events.find((event) => event.id === cited?.event_id))).toContain(
    JSON.stringify(cited?.quote).slice(1, -1),
  );
  const chosen = diff.files.slice(0, 2).map((file) => file.path);
  const stale = await post(`/v1/dreams/${launched.id}/adopt`, { proposal_sha256: "0".repeat(64) });
  expect(stale).toMatchObject({ status: 409, body: { error: { type: "conflict_error" } } });
  const adopted = await post(`/v1/dreams/${launched.id}/adopt`, {
    proposal_sha256: diff.proposal_sha256,
    paths: chosen,
  });
  expect(adopted).toMatchObject({
    status: 200,
    body: { review: { status: "adopted", reviewed_by: { type: "api_actor" } } },
  });
  const after = (await (await api.request(`/v1/dreams/${launched.id}/diff`)).json()) as typeof diff;
  expect(after.files).toEqual([]);
  const rejected = await post(`/v1/dreams/${launched.id}/reject`, {});
  expect(rejected.status).toBe(400);
});

test.each([
  ["reverie-none", "is not served here; use reverie-local"],
  ["claude-opus-5", "ANTHROPIC_API_KEY is not set"],
])("the model %s is refused with the reason", async (model, reason) => {
  const { status, body } = await post("/v1/dreams", {
    model,
    inputs: [
      { type: "memory_store", memory_store_id: "memstore_x" },
      { type: "sessions", session_ids: ["sesn_x"] },
    ],
  });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(reason);
});

test("a second update_existing dream on a store is refused while the first may write; a cancel frees it", async () => {
  const { store, sessionIds } = await aWeek();
  const body = {
    model: "reverie-local",
    inputs: [
      { type: "memory_store", memory_store_id: store.id },
      { type: "sessions", session_ids: sessionIds },
    ],
    output_behavior: { type: "update_existing", memory_store_id: store.id },
  };
  const answers = await Promise.all([post("/v1/dreams", body), post("/v1/dreams", body)]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  const first = answers.find((answer) => answer.status === 200)?.body.id ?? "";
  await ended(first);
  const second = await post("/v1/dreams", body);
  expect(second.status).toBe(200);
  const canceled = await api.client.beta.dreams.cancel(second.body.id);
  expect(canceled.status).toBe("canceled");
  expect((await post("/v1/dreams", body)).status).toBe(200);
});

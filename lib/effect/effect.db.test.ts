import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { sha256 } from "@/lib/core/hash";
import { newId, type StoreId } from "@/lib/core/ids";
import { createMemory } from "@/lib/memories/create-memory";
import { importSession } from "@/lib/sessions/import-session";
import { sendEvents } from "@/lib/sessions/send-events";
import { aMemory, aPath, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { getEffect } from "./get-effect";
import { readPending } from "./read-pending";

type Sketch = { at: string; errors?: number; agent?: string; says?: string; grade?: string };

const COMMAND = "npm run build";

/** A session that ran the same command `errors` times in vain, and once well. */
async function aSession(ctx: Context, storeId: StoreId, sketch: Sketch) {
  const at = (second: number) => new Date(Date.parse(sketch.at) + second * 1000).toISOString();
  const call = (index: number, isError: boolean) => [
    { id: `c${index}`, type: "agent.tool_use", name: "bash", input: { command: COMMAND }, processed_at: at(index) },
    {
      type: "agent.tool_result",
      tool_use_id: `c${index}`,
      is_error: isError,
      content: [{ type: "text", text: isError ? "error TS2304: Cannot find name 'x'." : "done" }],
      processed_at: at(index),
    },
  ];
  const errors = sketch.errors ?? 0;
  return importSession(ctx, {
    format: "managed_agents",
    title: `Session of ${sketch.at}`,
    createdAt: new Date(sketch.at),
    agent: { name: sketch.agent ?? "coder" },
    resources: [{ type: "memory_store", memory_store_id: storeId }],
    events: [
      { type: "user.message", content: [{ type: "text", text: "Please build it." }], processed_at: at(0) },
      ...Array.from({ length: errors }, (_, index) => call(index, true)).flat(),
      ...call(errors, false),
      ...(sketch.says
        ? [{ type: "user.message", content: [{ type: "text", text: sketch.says }], processed_at: at(90) }]
        : []),
      ...(sketch.grade
        ? [
            {
              type: "span.outcome_evaluation_end",
              outcome_id: "outc_1",
              iteration: 0,
              result: sketch.grade,
              explanation: "",
              processed_at: at(91),
            },
          ]
        : []),
    ],
  });
}

async function anAdoption(ctx: Context, storeId: StoreId, at: Date) {
  const dreamId = newId("drm");
  await ctx.db.query(
    `insert into dreams (id, workspace_id, status, stage, store_id, session_ids, model_id, output_behavior, actor_type,
       actor_id, created_at) values ($1, $2, 'pending', 'queued', $3, '{sesn_x}', 'reverie-local', 'create_new', 'api_actor', 'apikey_x', $4)`,
    [dreamId, ctx.workspaceId, storeId, at],
  );
  await ctx.db.query(
    `insert into adoptions (id, workspace_id, dream_id, store_id, request_sha256, is_unchanged, hunk_ids, actor_type, actor_id, created_at)
     values ($1, $2, $3, $4, $5, true, '{}', 'api_actor', 'apikey_x', $6)`,
    [newId("adopt"), ctx.workspaceId, dreamId, storeId, sha256("x"), at],
  );
  return dreamId;
}

const day = (number: number) => `2026-11-${String(number).padStart(2, "0")}T08:00:00Z`;

test("sessions are measured, a mistake that an earlier one made is known, another store's sessions do not count", async () => {
  const { ctx } = await aWorkspace();
  const [store, other] = [await aStore(ctx), await aStore(ctx, "Other")];
  await aSession(ctx, store.id, { at: day(10), errors: 2 });
  await aSession(ctx, store.id, {
    at: day(11),
    errors: 1,
    agent: "reviewer",
    says: "No, use pnpm, not npm.",
    grade: "satisfied",
  });
  await aSession(ctx, other.id, { at: day(12), errors: 5 });
  const effect = await getEffect(ctx, { storeId: store.id });
  expect(effect).toMatchObject({ pending: 0, total: 2, isTruncated: false, adoptions: [] });
  expect(effect.sessions.map(({ toolCalls, values }) => [toolCalls, values])).toEqual([
    [3, { tool_errors: 2, tool_error_rate: 2 / 3, known_mistakes: 0, corrections: 0, tokens: null, outcome: null }],
    [2, { tool_errors: 1, tool_error_rate: 1 / 2, known_mistakes: 1, corrections: 1, tokens: null, outcome: 1 }],
  ]);
  expect(effect.agents.map(({ name, sessionCount, means }) => [name, sessionCount, means.tool_errors])).toEqual([
    ["coder", 1, 2],
    ["reviewer", 1, 1],
  ]);
  const agentId = effect.agents[1]?.id;
  const own = await getEffect(ctx, { storeId: store.id, agentId });
  expect(own.sessions.map(({ title }) => title)).toEqual([`Session of ${day(11)}`]);
  expect(own.agents).toHaveLength(2);
  expect(own.sessions[0]?.values.known_mistakes).toBe(1);
});

test("a note in the store makes a mistake known from then on", async () => {
  const { ctx, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const id = sha256(`bash: npm run build`).slice(0, 12);
  await aSession(ctx, store.id, { at: "2026-11-20T10:00:00Z", errors: 1 });
  const note = `## Build\n<!-- reverie:mistake ${id} from=2026-11-01 to=2026-11-02 sessions=01234567:1 -->\n- Seen: 1 time\n`;
  await aMemory(ctx, store.id, "/notes.md", "Nothing yet.\n");
  advance(-1_000);
  expect((await getEffect(ctx, { storeId: store.id, to: new Date("2026-11-21T00:00:00Z") })).sessions).toMatchObject([
    { values: { known_mistakes: 0 } },
  ]);
  await createMemory(ctx, { storeId: store.id, path: aPath("/lessons.md"), content: aText(note) });
  expect((await getEffect(ctx, { storeId: store.id, to: new Date("2026-11-21T00:00:00Z") })).sessions).toMatchObject([
    { values: { tool_errors: 1, known_mistakes: 1 } },
  ]);
});

test("an adoption is compared with what came before and after, and says so when there is too little", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  for (let number = 1; number <= 9; number += 1)
    await aSession(ctx, store.id, { at: day(number), errors: 3 + (number % 2) });
  const dreamId = await anAdoption(ctx, store.id, new Date(day(10)));
  for (let number = 11; number <= 18; number += 1)
    await aSession(ctx, store.id, { at: day(number), errors: number % 2 });
  const [first] = (await getEffect(ctx, { storeId: store.id })).adoptions;
  expect(first).toMatchObject({
    adoption: { dreamId, undoneAt: null },
    before: { sessionCount: 9 },
    after: { sessionCount: 8 },
    measures: { tool_errors: { verdict: "fewer" }, outcome: { verdict: "too_few_sessions" } },
  });
  await anAdoption(ctx, store.id, new Date(day(14)));
  const both = (await getEffect(ctx, { storeId: store.id })).adoptions;
  expect(both.map(({ measures }) => measures.tool_errors.verdict)).toEqual(["too_few_sessions", "too_few_sessions"]);
});

test("transcripts are read a few at a time, newest first, and again when they have grown", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const first = await aSession(ctx, store.id, { at: day(1), errors: 1 });
  await aSession(ctx, store.id, { at: day(2), errors: 2 });
  const input = { storeId: store.id, timeLimitMs: 0 };
  expect(await getEffect(ctx, input)).toMatchObject({
    pending: 1,
    total: 2,
    sessions: [{ values: { tool_errors: 2 } }],
  });
  expect(await getEffect(ctx, input)).toMatchObject({ pending: 0, sessions: [{}, {}] });
  await sendEvents(ctx, {
    sessionId: first.session.id,
    events: [{ type: "user.message", content: [{ type: "text", text: "No, use pnpm, not npm." }] }],
  });
  const to = ctx.now();
  const both = await Promise.all([1, 2].map(() => readPending(ctx, { storeId: store.id, to })));
  expect(both).toEqual([
    { pending: 0, total: 2 },
    { pending: 0, total: 2 },
  ]);
  expect((await getEffect(ctx, input)).sessions[0]?.values.corrections).toBe(1);
});

test("both scopes are needed, and a stranger's store is not found", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  for (const scope of ["sessions:read", "memories:read"] as const) {
    const only = { ...ctx, scopes: new Set([scope]) };
    await expect(getEffect(only, { storeId: store.id })).rejects.toMatchObject({ code: "permission" });
  }
  const { ctx: stranger } = await aWorkspace();
  await expect(getEffect(stranger, { storeId: store.id })).rejects.toMatchObject({ code: "not_found" });
  const turned = { storeId: store.id, from: new Date(day(2)), to: new Date(day(1)) };
  await expect(getEffect(ctx, turned)).rejects.toMatchObject({ code: "invalid_request" });
});

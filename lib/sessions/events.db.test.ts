import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { aWorkspace } from "@/lib/testing/builders";
import { importSession } from "./import-session";
import { listEvents } from "./list-events";
import { sendEvents } from "./send-events";

const at = (second: number) => `2026-11-18T08:00:0${second}Z`;

async function anImport(ctx: Context) {
  const events = [
    { type: "user.message", processed_at: at(0), content: [{ type: "text", text: "go" }] },
    { id: "c1", type: "agent.custom_tool_use", processed_at: at(1), name: "ask", input: {} },
    { id: "t1", type: "agent.tool_use", processed_at: at(2), name: "bash", input: {} },
    { type: "agent.tool_result", processed_at: at(3), tool_use_id: "t1" },
    { type: "agent.message", processed_at: at(4), content: [{ type: "text", text: "done" }] },
  ];
  const { session } = await importSession(ctx, { format: "managed_agents", events });
  const stored = (await listEvents(ctx, { sessionId: session.id })).data;
  return { sessionId: session.id, ids: stored.map(({ id }) => id) };
}

test("lists page in both orders without gaps or repeats", async () => {
  const { ctx } = await aWorkspace();
  const { sessionId, ids } = await anImport(ctx);
  for (const order of ["asc", "desc"] as const) {
    const seen: string[] = [];
    let page: string | undefined;
    do {
      const result = await listEvents(ctx, { sessionId, order, limit: 2, page });
      seen.push(...result.data.map(({ id }) => id));
      page = result.nextPage ?? undefined;
    } while (page !== undefined);
    expect(seen).toEqual(order === "asc" ? ids : [...ids].reverse());
  }
});

test("a cursor of another order or session is refused", async () => {
  const { ctx } = await aWorkspace();
  const { sessionId } = await anImport(ctx);
  const other = await importSession(ctx, { format: "managed_agents", events: [{ type: "user.interrupt" }] });
  const { nextPage } = await listEvents(ctx, { sessionId, limit: 2 });
  const refused = { code: "invalid_request" };
  await expect(listEvents(ctx, { sessionId, order: "desc", page: nextPage ?? "" })).rejects.toMatchObject(refused);
  await expect(listEvents(ctx, { sessionId: other.session.id, page: nextPage ?? "" })).rejects.toMatchObject(refused);
});

test("types and times filter", async () => {
  const { ctx } = await aWorkspace();
  const { sessionId, ids } = await anImport(ctx);
  const idsOf = async (filter: object) => (await listEvents(ctx, { sessionId, ...filter })).data.map(({ id }) => id);
  expect(await idsOf({ types: ["user.message", "agent.message"] })).toEqual([ids[0], ids[4]]);
  expect(await idsOf({ processed: { gt: new Date(at(1)), lte: new Date(at(3)) } })).toEqual([ids[2], ids[3]]);
  expect(await idsOf({ processed: { gte: new Date(at(1)), lt: new Date(at(2)) } })).toEqual([ids[1]]);
});

test("an open call takes one result, from one of many who send it at once", async () => {
  const { ctx } = await aWorkspace();
  const { sessionId, ids } = await anImport(ctx);
  const result = { type: "user.custom_tool_result", custom_tool_use_id: ids[1] };
  const sent = await Promise.allSettled(
    Array.from({ length: 4 }, () => sendEvents(ctx, { sessionId, events: [result] })),
  );
  expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const answered = { type: "user.tool_result", tool_use_id: ids[2] };
  await expect(sendEvents(ctx, { sessionId, events: [answered] })).rejects.toMatchObject({ code: "invalid_request" });
  const last = (await listEvents(ctx, { sessionId, order: "desc", limit: 1 })).data[0];
  expect(last).toMatchObject({
    type: "user.custom_tool_result",
    processedAt: "2026-11-20T09:00:00.000000Z",
    position: 5,
  });
});

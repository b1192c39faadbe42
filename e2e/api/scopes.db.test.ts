import { beforeAll, expect, test } from "vitest";
import { routes } from "@/bin/generated/routes";
import { sha256 } from "@/lib/core/hash";
import { newId } from "@/lib/core/ids";
import type { RouteHandler } from "@/lib/http/define-route";
import { testDatabase } from "@/lib/testing/database";
import { apiServer } from "./server";

const api = apiServer();
const KEY = "sk-test-memories-only-0123456789";
const ids: Record<string, string> = { memory_id: "mem_none", version_id: "memver_none", redaction_id: "redact_none" };

/** What a body or a query must hold for the request to reach its verb. */
const BODIES: Record<string, unknown> = {
  createMemory: { path: "/b", content: "" },
  updateMemory: { content: "two" },
  editMemory: { old_string: "a", new_string: "b" },
  applyMemoryBatch: { operations: [{ type: "create", path: "/c", content: "" }] },
  restoreMemoryStore: { to: "2100-01-01T00:00:00Z" },
};
const QUERIES: Record<string, string> = {
  searchMemories: "?q=a",
  getMemoryByPath: "?path=/a",
  getMemoryStoreDiff: "?from=2026-01-01T00:00:00Z",
};
/** Reaches everything of a workspace, so it needs more (its description says what). */
const MORE = new Set(["createRedaction"]);

const isHandler = (value: unknown): value is RouteHandler => typeof value === "function" && "operation" in value;
const operations = routes.flatMap(({ path, module }) =>
  Object.entries(module).flatMap(([method, handler]) =>
    isHandler(handler) && handler.operation.scope.startsWith("memories:") && !MORE.has(handler.operation.operationId)
      ? [{ name: `${method} ${path}`, method, path, id: handler.operation.operationId }]
      : [],
  ),
);

beforeAll(async () => {
  const db = await testDatabase();
  const { id: workspaceId } = await db.prisma.workspace.findFirstOrThrow();
  const row = { id: newId("apikey"), workspaceId, name: "Memories", keySha256: sha256(KEY), hint: KEY.slice(-4) };
  await db.prisma.apiKey.create({
    data: { ...row, scopes: ["memories:read", "memories:write"], createdAt: new Date() },
  });
});

const send = ({ id, method, path }: (typeof operations)[number], storeId: string) =>
  fetch(
    `${api.baseURL}${path.replace(/\[(\w+)\]/g, (_, name) => (name === "store_id" ? storeId : (ids[name] ?? "")))}${QUERIES[id] ?? ""}`,
    {
      method,
      headers: { authorization: `Bearer ${KEY}` },
      ...(method === "POST" ? { body: JSON.stringify(BODIES[id] ?? {}) } : {}),
    },
  );

test("there are such operations", () => {
  expect(operations.length).toBeGreaterThan(20);
});

test.each(operations)(
  "$name needs no right but those to memories, whether the store is there or not",
  async (operation) => {
    const { id } = await api.client.beta.memoryStores.create({ name: "Scopes" });
    for (const storeId of [id, "memstore_none"]) {
      const response = await send(operation, storeId);
      expect(response.status, await response.text()).not.toBe(403);
    }
  },
);

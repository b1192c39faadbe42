import { expect, test } from "vitest";
import { SECRET_FIXTURES } from "@/lib/safety/made-up-secrets";
import { apiServer } from "./server";

// Settings are read once, at the first request.
process.env.REVERIE_WRITE_SAFETY = "warn";
const api = apiServer();

async function write(path: string, body: unknown): Promise<{ status: number; warnings: string | null; id: string }> {
  const response = await api.request(path, { method: "POST", body: JSON.stringify(body) });
  const { id } = (await response.json()) as { id: string };
  return { status: response.status, warnings: response.headers.get("reverie-warnings"), id };
}

test("a write answers with what its text holds, at most ten, and a read does not", async () => {
  const store = await api.client.beta.memoryStores.create({ name: "Warn" });
  const memories = `/v1/memory_stores/${store.id}/memories`;
  const content = `key ${SECRET_FIXTURES.awsKey}\nask ada@example.net\n`;
  const created = await write(memories, { path: "/a.md", content });
  expect(created).toMatchObject({ status: 200, warnings: "secret:aws-access-key@1, personal_data:email@2" });
  const read = await api.request(`${memories}/${created.id}`);
  expect([read.status, read.headers.get("reverie-warnings")]).toEqual([200, null]);
  const many = await write(memories, { path: "/b.md", content: "ask ada@example.net\n".repeat(12) });
  expect(many.warnings?.split(", ")).toHaveLength(10);
  const fine = await write(`${memories}/${created.id}`, { content: "fine" });
  expect(fine).toMatchObject({ status: 200, warnings: null });
});

import { expect, test } from "vitest";
import { sha256 } from "@/lib/core/hash";
import { apiServer } from "./server";

const api = apiServer();

type Memory = { id: string; content: string | null; content_sha256: string; memory_version_id: string };

async function aMemory(content: string) {
  const store = await api.client.beta.memoryStores.create({ name: "Edits" });
  const { id } = await api.client.beta.memoryStores.memories.create(store.id, { path: "/notes.md", content });
  const path = `/v1/memory_stores/${store.id}/memories/${id}`;
  return {
    storeId: store.id,
    id,
    path,
    edit: (body: object, view = "basic"): Promise<Memory> => api.client.post(`${path}/edit?view=${view}`, { body }),
    read: (): Promise<Memory> => api.client.get(path),
    operations: async () => {
      const page = await api.client.beta.memoryStores.memoryVersions.list(store.id, { memory_id: id, limit: 100 });
      return page.data.map((version) => version.operation);
    },
  };
}

const code = (status: number, type: string, message: string) => ({
  status,
  error: { error: { type, message: expect.stringContaining(message) } },
});

test("an edit replaces its place and is one version", async () => {
  const memory = await aMemory("one\ntwo\nthree\n");
  const edited = await memory.edit({ old_string: "two", new_string: "$& 2" }, "full");
  expect(edited).toMatchObject({
    type: "memory",
    id: memory.id,
    path: "/notes.md",
    content: "one\n$& 2\nthree\n",
    content_sha256: sha256("one\n$& 2\nthree\n"),
  });
  expect(await memory.read()).toEqual(edited);
  expect(await memory.operations()).toEqual(["modified", "created"]);
  expect((await memory.edit({ old_string: "2", new_string: "" })).content).toBeNull();
});

test("replace_all replaces every place in one version", async () => {
  const memory = await aMemory("a b a");
  expect(await memory.edit({ old_string: "a", new_string: "c", replace_all: true }, "full")).toMatchObject({
    content: "c b c",
  });
  expect(await memory.operations()).toEqual(["modified", "created"]);
});

test.each([
  ["gone", { old_string: "four", new_string: "x" }, 409, "conflict_error", "gone"],
  ["not unique", { old_string: "o", new_string: "x" }, 409, "conflict_error", "occurs 2 times: give more context"],
  ["empty", { old_string: "", new_string: "x" }, 400, "invalid_request_error", "must not be empty"],
  ["equal", { old_string: "one", new_string: "one" }, 400, "invalid_request_error", "are equal"],
  ["missing", { new_string: "one" }, 400, "invalid_request_error", "old_string must be a text"],
  ["too much", { old_string: "one", new_string: "é".repeat(51_200) }, 400, "invalid_request_error", "at most 102400"],
  [
    "made on other content",
    { old_string: "one", new_string: "1", precondition: { type: "content_sha256", content_sha256: sha256("old") } },
    409,
    "memory_precondition_failed_error",
    "has changed",
  ],
])("an edit whose text is %s is refused and writes nothing", async (_name, body, status, type, message) => {
  const memory = await aMemory("one two");
  await expect(memory.edit(body)).rejects.toMatchObject(code(status, type, message));
  expect(await memory.operations()).toEqual(["created"]);
});

test("a conflict is not retried by clients", async () => {
  const memory = await aMemory("one");
  const body = JSON.stringify({ old_string: "two", new_string: "2" });
  const response = await api.request(`${memory.path}/edit`, { method: "POST", body });
  expect([response.status, response.headers.get("x-should-retry")]).toEqual([409, "false"]);
});

test("an archived store's memories are not edited, a missing memory is not found", async () => {
  const memory = await aMemory("one");
  const elsewhere = api.client.post(`/v1/memory_stores/${memory.storeId}/memories/mem_none/edit`, {
    body: { old_string: "a", new_string: "b" },
  });
  await expect(elsewhere).rejects.toMatchObject({ status: 404 });
  await api.client.beta.memoryStores.archive(memory.storeId);
  const edit = memory.edit({ old_string: "one", new_string: "1" });
  await expect(edit).rejects.toMatchObject(code(400, "invalid_request_error", "archived"));
});

test("32 clients that edit 32 lines of one memory at once all succeed, and nothing is lost", async () => {
  const lines = Array.from({ length: 32 }, (_, line) => `line ${line}: open\n`);
  const memory = await aMemory(lines.join(""));
  const edits = lines.map((line) => memory.edit({ old_string: line, new_string: line.replace("open", "done") }));
  const versions = (await Promise.all(edits)).map((edited) => edited.memory_version_id);
  expect(new Set(versions).size).toBe(32);
  expect((await memory.read()).content).toBe(lines.join("").replaceAll("open", "done"));
  expect(await memory.operations()).toEqual([...lines.map(() => "modified"), "created"]);
});

test("of 32 clients that edit the same line at once exactly one wins", async () => {
  const memory = await aMemory("owner: nobody\n");
  const edits = Array.from({ length: 32 }, (_, client) =>
    memory.edit({ old_string: "owner: nobody", new_string: `owner: client ${client}` }, "full"),
  );
  const outcomes = await Promise.allSettled(edits);
  const won = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const lost = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  expect(won).toHaveLength(1);
  for (const error of lost) expect(error).toMatchObject(code(409, "conflict_error", "gone"));
  expect((await memory.read()).content).toBe(won[0]?.content);
  expect(await memory.operations()).toEqual(["modified", "created"]);
});

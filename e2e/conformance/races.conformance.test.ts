import { expect, test, vi } from "vitest";
import { CHANGED, FINE, INVALID, MISSING, outcome, PATH_CONFLICT } from "./asking";
import { MEMORIES_MAX } from "./memories-max";
import { type Answer, conformanceServer } from "./server";
import { expectSound } from "./soundness";

const server = await conformanceServer();
const ROUNDS = 60;

// Thousands of requests each; a slow machine may take its time.
vi.setConfig({ testTimeout: 120_000 });

const memoriesOf = (storeId: string) => `/v1/memory_stores/${storeId}/memories`;
const creating = (storeId: string, path: string, content = "") =>
  server.ask("POST", memoriesOf(storeId), { body: { path, content } });
const updating = (storeId: string, id: string, body: object) =>
  server.ask("POST", `${memoriesOf(storeId)}/${id}`, { body });
const deleting = (storeId: string, id: string, query = "") =>
  server.ask("DELETE", `${memoriesOf(storeId)}/${id}${query}`);

/** Runs a race many times, each in a store of its own; the requests of a round start in a different order each time. */
async function race(round: (storeId: string, index: number) => Promise<void>): Promise<void> {
  for (let index = 0; index < ROUNDS; index++) {
    const storeId = await server.aStore();
    await round(storeId, index);
    await expectSound(server, storeId);
  }
}

/** Sends the requests at once, `shift` places further round; the answers come in the order of `requests`. */
async function atOnce(shift: number, ...requests: (() => Promise<Answer>)[]): Promise<Answer[]> {
  const order = requests.map((_, place) => (place + shift) % requests.length);
  const answers: Answer[] = [];
  await Promise.all(
    order.map(async (place) => {
      const request = requests[place];
      if (request !== undefined) answers[place] = await request();
    }),
  );
  return answers;
}

const outcomes = (answers: Answer[]) => answers.map((answer) => outcome(answer).join(" "));
const won = (answers: Answer[]) => answers.filter(({ status }) => status === 200);

/** Exactly one wins; the others are refused with this status and type. */
function expectOneWinner(answers: Answer[], refused: [number, string]): Answer {
  const losers = Array.from({ length: answers.length - 1 }, () => refused.join(" "));
  expect(outcomes(answers).sort()).toEqual([FINE.join(" "), ...losers].sort());
  return won(answers)[0] as Answer;
}

test("3.4 race: of many creates of one path exactly one wins, and the others name it", async () => {
  await race(async (storeId, index) => {
    const create = () => creating(storeId, "/a/b");
    const answers = await atOnce(index, create, create, create, create, create, create);
    const winner = expectOneWinner(answers, PATH_CONFLICT);
    for (const { status, body } of answers) {
      if (status === 200) continue;
      expect(body.error).toMatchObject({ conflicting_memory_id: winner.body.id, conflicting_path: "/a/b" });
    }
  });
});

test("3.4 race: of a file and files below it exactly one is created", async () => {
  await race(async (storeId, index) => {
    const paths = ["/a", "/a/b", "/a/b/c", "/a/b/c/d"];
    const answers = await atOnce(index, ...paths.map((path) => () => creating(storeId, path)));
    const winner = expectOneWinner(answers, PATH_CONFLICT);
    for (const { status, body } of answers) {
      if (status !== 200) expect(body.error).toMatchObject({ conflicting_memory_id: winner.body.id });
    }
  });
});

test("3.4 race: renames and creates above and below each other leave exactly one there", async () => {
  await race(async (storeId, index) => {
    const [x, y, z] = [
      await server.aMemory(storeId, "/x"),
      await server.aMemory(storeId, "/y"),
      await server.aMemory(storeId, "/z/z"),
    ];
    const answers = await atOnce(
      index,
      () => updating(storeId, x.id, { path: "/a" }),
      () => updating(storeId, y.id, { path: "/a/b" }),
      () => updating(storeId, z.id, { path: "/a/b/c", content: "moved" }),
      () => creating(storeId, "/a/b/c/d"),
    );
    expectOneWinner(answers, PATH_CONFLICT);
  });
});

test("3.4 race: a rename and a create onto one path: one wins", async () => {
  await race(async (storeId, index) => {
    const [x, y] = [await server.aMemory(storeId, "/x"), await server.aMemory(storeId, "/y")];
    const answers = await atOnce(
      index,
      () => updating(storeId, x.id, { path: "/target" }),
      () => creating(storeId, "/target"),
      () => updating(storeId, y.id, { path: "/target" }),
    );
    expectOneWinner(answers, PATH_CONFLICT);
  });
});

test("3.4 race: two memories that take each other's place are both refused", async () => {
  await race(async (storeId, index) => {
    const [x, y] = [await server.aMemory(storeId, "/x"), await server.aMemory(storeId, "/y")];
    const answers = await atOnce(
      index,
      () => updating(storeId, x.id, { path: "/y" }),
      () => updating(storeId, y.id, { path: "/x" }),
    );
    for (const answer of answers) expect(outcome(answer)).toEqual(PATH_CONFLICT);
  });
});

test("3.5 race: of updates on one hash exactly one wins, the others are 409 and write nothing", async () => {
  await race(async (storeId, index) => {
    const memory = await server.aMemory(storeId, "/a", "base");
    const precondition = { type: "content_sha256", content_sha256: memory.content_sha256 };
    const update = (content: string) => () => updating(storeId, memory.id, { content, precondition });
    const answers = await atOnce(index, update("one"), update("two"), update("three"), update("four"));
    const winner = expectOneWinner(answers, CHANGED);
    const { memories, versions } = await expectSound(server, storeId);
    expect(versions.map(({ operation }) => operation)).toEqual(["modified", "created"]);
    expect(memories[0]?.memory_version_id).toBe(winner.body.memory_version_id);
  });
});

test("3.5 race: equal updates on one hash all succeed and write one version", async () => {
  await race(async (storeId, index) => {
    const memory = await server.aMemory(storeId, "/a", "base");
    const precondition = { type: "content_sha256", content_sha256: memory.content_sha256 };
    const update = () => updating(storeId, memory.id, { content: "same", precondition });
    const answers = await atOnce(index, update, update, update, update);
    expect(won(answers)).toHaveLength(4);
    expect(new Set(answers.map(({ body }) => body.memory_version_id)).size).toBe(1);
    expect((await expectSound(server, storeId)).versions).toHaveLength(2);
  });
});

test("3.5 race: updates without a precondition all win, one version each", async () => {
  await race(async (storeId, index) => {
    const memory = await server.aMemory(storeId, "/a", "base");
    const contents = ["one", "two", "three", "four", "five", "six"];
    const updates = contents.map((content) => () => updating(storeId, memory.id, { content }));
    expect(won(await atOnce(index, ...updates))).toHaveLength(contents.length);
    expect((await expectSound(server, storeId)).versions).toHaveLength(contents.length + 1);
  });
});

test("3.5 race: a content update and a rename of one memory both take effect", async () => {
  await race(async (storeId, index) => {
    const memory = await server.aMemory(storeId, "/a", "base");
    const answers = await atOnce(
      index,
      () => updating(storeId, memory.id, { content: "new" }),
      () => updating(storeId, memory.id, { path: "/b" }),
    );
    expect(won(answers)).toHaveLength(2);
    const { body } = await server.ask("GET", `${memoriesOf(storeId)}/${memory.id}`);
    expect(body).toMatchObject({ path: "/b", content: "new" });
  });
});

test("3.6 race: delete against update: the update comes first or finds nothing", async () => {
  await race(async (storeId, index) => {
    const memory = await server.aMemory(storeId, "/a", "base");
    const change = index % 3 === 0 ? { path: "/b" } : { content: "new" };
    const [update, gone] = await atOnce(
      index,
      () => updating(storeId, memory.id, change),
      () => deleting(storeId, memory.id),
    );
    expect(outcome(gone as Answer)).toEqual(FINE);
    expect([FINE, MISSING]).toContainEqual(outcome(update as Answer));
    const { memories, versions } = await expectSound(server, storeId);
    expect(memories).toEqual([]);
    expect(versions).toHaveLength(update?.status === 200 ? 3 : 2);
  });
});

test("3.6 race: delete and update on one hash: exactly one wins", async () => {
  await race(async (storeId, index) => {
    const memory = await server.aMemory(storeId, "/a", "base");
    const precondition = { type: "content_sha256", content_sha256: memory.content_sha256 };
    const [update, gone] = await atOnce(
      index,
      () => updating(storeId, memory.id, { content: "new", precondition }),
      () => deleting(storeId, memory.id, `?expected_content_sha256=${memory.content_sha256}`),
    );
    const both = [outcome(update as Answer), outcome(gone as Answer)];
    expect([
      [FINE, CHANGED],
      [MISSING, FINE],
    ]).toContainEqual(both);
  });
});

test("3.6 race: of many deletes one wins, the others find nothing", async () => {
  await race(async (storeId, index) => {
    const { id } = await server.aMemory(storeId, "/a");
    const remove = () => deleting(storeId, id);
    expectOneWinner(await atOnce(index, remove, remove, remove, remove), MISSING);
  });
});

test("3.6 race: a create at a path that is being deleted comes after the delete or is refused", async () => {
  await race(async (storeId, index) => {
    const { id } = await server.aMemory(storeId, "/a");
    const path = index % 2 === 0 ? "/a" : "/a/b";
    const [gone, created] = await atOnce(
      index,
      () => deleting(storeId, id),
      () => creating(storeId, path),
    );
    expect(outcome(gone as Answer)).toEqual(FINE);
    expect([FINE, PATH_CONFLICT]).toContainEqual(outcome(created as Answer));
  });
});

test("3.6 race: at the cap exactly one of many creates gets the last place", async () => {
  const storeId = await server.aStore();
  for (let index = 1; index < MEMORIES_MAX; index++) await server.aMemory(storeId, `/n${index}`);
  for (let index = 0; index < 6; index++) {
    const creates = ["/a", "/b", "/c", "/d", "/e", "/f"].map((path) => () => creating(storeId, path));
    const winner = expectOneWinner(await atOnce(index, ...creates), INVALID);
    expect((await expectSound(server, storeId)).memories).toHaveLength(MEMORIES_MAX);
    await deleting(storeId, winner.body.id);
  }
});

test("2.3 race: what is created while a store is archived came before; nothing comes after", async () => {
  await race(async (storeId, index) => {
    const archive = () => server.ask("POST", `/v1/memory_stores/${storeId}/archive`);
    const create = (path: string) => () => creating(storeId, path);
    const [archived, ...created] = await atOnce(index, archive, create("/a"), create("/b"), create("/c"));
    expect(archived?.status).toBe(200);
    for (const answer of created) expect([FINE, INVALID]).toContainEqual(outcome(answer));
    expect(outcome(await creating(storeId, "/late"))).toEqual(INVALID);
  });
});

test("2.3 race: writes to a store that is being deleted succeed before or find nothing, never a 500", async () => {
  for (let index = 0; index < ROUNDS; index++) {
    const storeId = await server.aStore();
    const { id } = await server.aMemory(storeId, "/a");
    const [gone, ...others] = await atOnce(
      index,
      () => server.ask("DELETE", `/v1/memory_stores/${storeId}`),
      () => creating(storeId, "/b"),
      () => updating(storeId, id, { content: "new" }),
      () => updating(storeId, id, { path: "/c" }),
      () => deleting(storeId, id),
    );
    expect(outcome(gone as Answer)).toEqual(FINE);
    for (const answer of others) expect([FINE, MISSING]).toContainEqual(outcome(answer));
  }
});

test("4.4 race: a redaction never takes the head of a live memory", async () => {
  await race(async (storeId, index) => {
    const memory = await server.aMemory(storeId, "/a", "base");
    const redact = (version: string) =>
      server.ask("POST", `/v1/memory_stores/${storeId}/memory_versions/${version}/redact`);
    const [redacted, updated] = await atOnce(
      index,
      () => redact(memory.memory_version_id),
      () => updating(storeId, memory.id, { content: "new" }),
    );
    expect(outcome(updated as Answer)).toEqual(FINE);
    expect([FINE, INVALID]).toContainEqual(outcome(redacted as Answer));
    const { body } = await server.ask("GET", `${memoriesOf(storeId)}/${memory.id}`);
    expect(body.content).toBe("new");
  });
});

test("4.4 race: a text that is redacted away while another memory takes it stays with the other", async () => {
  await race(async (storeId, index) => {
    const memory = await server.aMemory(storeId, "/a", `shared ${index}`);
    await updating(storeId, memory.id, { content: "harmless" });
    const address = `/v1/memory_stores/${storeId}/memory_versions/${memory.memory_version_id}/redact`;
    const [redacted, created] = await atOnce(
      index,
      () => server.ask("POST", address),
      () => creating(storeId, "/b", `shared ${index}`),
    );
    expect([outcome(redacted as Answer), outcome(created as Answer)]).toEqual([FINE, FINE]);
    const { body } = await server.ask("GET", `${memoriesOf(storeId)}/${created?.body.id}`);
    expect(body.content).toBe(`shared ${index}`);
  });
});

test("11.5 race: a worker's burst of 32 parallel writes to one store all succeed", async () => {
  const storeId = await server.aStore();
  const paths = Array.from({ length: 32 }, (_, index) => `/burst/${index}`);
  const created = await Promise.all(paths.map((path) => creating(storeId, path, "same")));
  expect(won(created)).toHaveLength(32);
  const updated = await Promise.all(
    created.map(({ body }, index) => updating(storeId, body.id, { content: `${index}` })),
  );
  expect(won(updated)).toHaveLength(32);
  expect((await expectSound(server, storeId)).versions).toHaveLength(64);
});

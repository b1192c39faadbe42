import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { newId } from "@/lib/core/ids";
import { updateMemory } from "@/lib/memories/update-memory";
import { aMemory, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { getVersion } from "./get-version";
import { presentVersion } from "./present";
import { redactVersion } from "./redact-version";

/** A memory whose first version, which holds `text`, is no head any more. */
async function anOldText(ctx: Context, path: string, text: string) {
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id, path, text);
  await updateMemory(ctx, { storeId: store.id, memoryId: memory.id, content: aText("harmless") });
  return { storeId: store.id, versionId: memory.headVersionId };
}

test("4.2, 4.4 rule 1: a redacted version is still its author's, and says who redacted it", async () => {
  const { ctx } = await aWorkspace();
  const version = await anOldText(ctx, "/a", "secret");
  const redactor: Context = { ...ctx, actor: { type: "user_actor", id: newId("user") } };
  const redacted = presentVersion(await redactVersion(redactor, version));
  expect(redacted.created_by).toEqual({ type: "api_actor", api_key_id: ctx.actor.id });
  expect(redacted.redacted_by).toEqual({ type: "user_actor", user_id: redactor.actor.id });
  expect(presentVersion(await getVersion(ctx, version))).toEqual(redacted);
});

test("4.4 rule 6: old versions elsewhere that hold the same text keep it", async () => {
  const { ctx } = await aWorkspace();
  const [version, other] = [await anOldText(ctx, "/a", "shared"), await anOldText(ctx, "/b", "shared")];
  await redactVersion(ctx, version);
  expect(await getVersion(ctx, other)).toMatchObject({ path: "/b", content: "shared", redactedAt: null });
  expect(await redactVersion(ctx, other)).toMatchObject({ path: null, content: null });
});

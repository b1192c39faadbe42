"use server";

import { z } from "zod";
import { seenInText } from "@/app/(console)/_present/seen-in-text";
import { MemoryId, StoreId } from "@/lib/core/ids";
import { defineAction } from "@/lib/http/define-action";
import { createMemory } from "@/lib/memories/create-memory";
import { deleteMemory } from "@/lib/memories/delete-memory";
import { getMemory } from "@/lib/memories/get-memory";
import { MemoryPath } from "@/lib/memories/path";
import { ContentSha256, MemoryContent } from "@/lib/memories/schema";
import { updateMemory } from "@/lib/memories/update-memory";

const address = { store_id: StoreId, memory_id: MemoryId };

export const createMemoryAction = defineAction(
  z.object({ store_id: StoreId, path: MemoryPath, content: MemoryContent }),
  async (ctx, { store_id, ...file }) => {
    const memory = await createMemory(ctx, { storeId: store_id, ...file });
    return { id: memory.id };
  },
);

export const readMemoryAction = defineAction(z.object(address), async (ctx, input) => {
  const memory = await getMemory(ctx, { storeId: input.store_id, memoryId: input.memory_id });
  const content = memory.content ?? "";
  return { content, content_sha256: memory.contentSha256, seen: seenInText(content) };
});

export const saveMemoryAction = defineAction(
  z.object({ ...address, content: MemoryContent, expected_sha256: ContentSha256 }),
  async (ctx, input) => {
    const memory = await updateMemory(ctx, {
      storeId: input.store_id,
      memoryId: input.memory_id,
      content: input.content,
      expectedSha256: input.expected_sha256,
    });
    return { content: input.content, content_sha256: memory.contentSha256, seen: seenInText(input.content) };
  },
);

export const moveMemoryAction = defineAction(
  z.object({ ...address, path: MemoryPath, expected_sha256: ContentSha256 }),
  async (ctx, input) => {
    const target = { storeId: input.store_id, memoryId: input.memory_id, path: input.path };
    const memory = await updateMemory(ctx, { ...target, expectedSha256: input.expected_sha256 });
    return { path: memory.path };
  },
);

export const deleteMemoryAction = defineAction(
  z.object({ ...address, expected_sha256: ContentSha256 }),
  async (ctx, input) => {
    const target = { storeId: input.store_id, memoryId: input.memory_id };
    await deleteMemory(ctx, { ...target, expectedSha256: input.expected_sha256 });
    return null;
  },
);

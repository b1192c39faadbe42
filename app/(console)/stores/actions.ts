"use server";

import { z } from "zod";
import { StoreId } from "@/lib/core/ids";
import { defineAction } from "@/lib/http/define-action";
import { archiveStore } from "@/lib/stores/archive-store";
import { createStore } from "@/lib/stores/create-store";
import { deleteStore } from "@/lib/stores/delete-store";
import { StoreDescription, StoreName } from "@/lib/stores/schema";
import { updateStore } from "@/lib/stores/update-store";

const fields = { name: StoreName, description: StoreDescription };

export const createStoreAction = defineAction(z.object(fields), async (ctx, input) => {
  const store = await createStore(ctx, input);
  return { id: store.id };
});

export const updateStoreAction = defineAction(z.object({ store_id: StoreId, ...fields }), async (ctx, input) => {
  const { store_id, ...change } = input;
  const store = await updateStore(ctx, { storeId: store_id, ...change });
  return { id: store.id };
});

export const archiveStoreAction = defineAction(z.object({ store_id: StoreId }), async (ctx, input) => {
  await archiveStore(ctx, input.store_id);
  return null;
});

export const deleteStoreAction = defineAction(z.object({ store_id: StoreId }), async (ctx, input) => {
  await deleteStore(ctx, input.store_id);
  return null;
});

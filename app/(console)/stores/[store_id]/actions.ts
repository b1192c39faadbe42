"use server";

import { z } from "zod";
import { MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { parseTime, TimestampParam } from "@/lib/core/time";
import { forkStore } from "@/lib/history/fork-store";
import { presentRestore } from "@/lib/history/present";
import { restoreStore } from "@/lib/history/restore-store";
import { pointNamed } from "@/lib/history/rules";
import { HistoryPoint } from "@/lib/history/schema";
import { defineAction } from "@/lib/http/define-action";
import { StoreName } from "@/lib/stores/schema";
import { redactVersion } from "@/lib/versions/redact-version";

/** Changes that a preview names; all are counted. */
const CHANGES_SHOWN_MAX = 8;

export const restoreMemoryAction = defineAction(
  z.object({ store_id: StoreId, memory_id: MemoryId, to: HistoryPoint }),
  async (ctx, input) => {
    const target = { storeId: input.store_id, memoryId: input.memory_id, to: pointNamed(input.to) };
    const [file] = (await restoreStore(ctx, target)).files;
    return { memory_id: file?.written?.memoryId ?? input.memory_id, is_changed: file !== undefined };
  },
);

export const redactVersionAction = defineAction(
  z.object({ store_id: StoreId, version_id: VersionId }),
  async (ctx, input) => {
    await redactVersion(ctx, { storeId: input.store_id, versionId: input.version_id });
    return null;
  },
);

export const restoreStoreAction = defineAction(
  z.object({ store_id: StoreId, to: HistoryPoint, dry_run: z.boolean() }),
  async (ctx, input) => {
    const target = { storeId: input.store_id, to: pointNamed(input.to), dryRun: input.dry_run };
    return presentRestore(await restoreStore(ctx, target), CHANGES_SHOWN_MAX);
  },
);

export const forkStoreAction = defineAction(
  z.object({ store_id: StoreId, name: StoreName, at: TimestampParam.nullable() }),
  async (ctx, input) => {
    const store = await forkStore(ctx, { storeId: input.store_id, name: input.name, at: parseTime(input.at ?? "") });
    return { id: store.id };
  },
);

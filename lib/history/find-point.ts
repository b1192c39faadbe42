import type { Context } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { getVersion } from "@/lib/versions/get-version";
import type { VersionRow } from "@/lib/versions/repository";
import type { PointName } from "./rules";

/** A point of a store's history; `version` is set when one was named, `at` is null for now. */
export type Point = { storeId: StoreId; at: Date | null; version: VersionRow | null };

/** @throws AppError `not_found` for a version that the store does not have */
export async function findPoint(ctx: Context, storeId: StoreId, name: PointName): Promise<Point> {
  if (name === "now") return { storeId, at: null, version: null };
  if ("at" in name) return { storeId, at: name.at, version: null };
  const version = await getVersion(ctx, { storeId, versionId: name.versionId });
  return { storeId, at: version.createdAt, version };
}

import { type Context, requireScope } from "@/lib/auth/context";
import { notFound } from "@/lib/core/errors";
import type { AdoptionId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";
import { findVersions } from "@/lib/versions/find-versions";
import { type AdoptionFileRow, type AdoptionRow, findAdoption, listAdoptionFiles } from "./adoption-repository";

/** An adoption with what it wrote; `path` is null when the version was redacted. */
export type Adoption = AdoptionRow & { files: (AdoptionFileRow & { path: string | null })[] };

/** @throws AppError `not_found` */
export async function getAdoption(ctx: Context, adoptionId: AdoptionId): Promise<Adoption> {
  requireScope(ctx, "dreams:read");
  return loadAdoption(ctx, ctx.db, adoptionId);
}

/** The same inside a transaction. */
export async function loadAdoption(ctx: Context, sql: Sql, adoptionId: AdoptionId): Promise<Adoption> {
  const row = await findAdoption(sql, { workspaceId: ctx.workspaceId, id: adoptionId });
  if (row === null) throw notFound("Adoption", adoptionId);
  const files = await listAdoptionFiles(sql, adoptionId);
  const versions = await findVersions(
    ctx,
    sql,
    files.map(({ versionId }) => versionId),
  );
  return { ...row, files: files.map((file) => ({ ...file, path: versions.get(file.versionId)?.path ?? null })) };
}

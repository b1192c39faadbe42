import { redirect } from "next/navigation";
import { orNotFound } from "@/app/(console)/_present/or-not-found";
import { consoleContext } from "@/lib/auth/console-context";
import type { StoreId, VersionId } from "@/lib/core/ids";
import { getVersion } from "@/lib/versions/get-version";

type Props = { params: Promise<{ store_id: string; version_id: string }> };

/** A version by its id alone: leads to the file that it is a version of. */
export default async function VersionPage({ params }: Props) {
  const ctx = await consoleContext();
  const { store_id, version_id } = await params;
  const address = { storeId: store_id as StoreId, versionId: version_id as VersionId };
  const version = await orNotFound(getVersion(ctx, address));
  redirect(`/stores/${store_id}/files/${version.memoryId}?version=${version.id}`);
}

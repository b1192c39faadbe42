import { expect, test } from "vitest";
import { aContext, aWorkspace } from "@/lib/testing/builders";
import { archiveEnvironment } from "./archive-environment";
import { createEnvironment } from "./create-environment";
import { deleteEnvironment } from "./delete-environment";
import { getEnvironment } from "./get-environment";
import { listEnvironments } from "./list-environments";
import { updateEnvironment } from "./update-environment";

test("without a config it is a cloud environment with the defaults", async () => {
  const { ctx } = await aWorkspace();
  const { id } = await createEnvironment(ctx, { name: "Box" });
  expect(await getEnvironment(ctx, id)).toMatchObject({
    name: "Box",
    config: { type: "cloud", networking: { type: "unrestricted" } },
    description: null,
  });
});

test("an update keeps the config's type; an empty metadata value removes its key", async () => {
  const { ctx } = await aWorkspace();
  const { id } = await createEnvironment(ctx, {
    name: "Box",
    config: { type: "self_hosted" },
    metadata: { a: "1", b: "2" },
  });
  const updated = await updateEnvironment(ctx, { environmentId: id, name: "Crate", metadata: { a: "" } });
  expect(updated).toMatchObject({ name: "Crate", metadata: { b: "2" } });
  await expect(updateEnvironment(ctx, { environmentId: id, config: { type: "cloud" } })).rejects.toMatchObject({
    code: "invalid_request",
    extra: { details: { error_code: "invalid_config_type_change" } },
  });
});

test("an archived environment leaves the list and refuses updates", async () => {
  const { ctx } = await aWorkspace();
  const { id } = await createEnvironment(ctx, { name: "Box" });
  const archived = await archiveEnvironment(ctx, id);
  expect(await archiveEnvironment(ctx, id)).toEqual(archived);
  await expect(updateEnvironment(ctx, { environmentId: id, name: "x" })).rejects.toMatchObject({
    extra: { details: { error_code: "environment_archived" } },
  });
  expect((await listEnvironments(ctx)).data).toEqual([]);
  expect((await listEnvironments(ctx, { includeArchived: true })).data).toHaveLength(1);
});

test("a deleted one, and one of another workspace, is not found", async () => {
  const { ctx, db } = await aWorkspace();
  const { id } = await createEnvironment(ctx, { name: "Box" });
  const stranger = aContext(db, (await aWorkspace()).workspaceId).ctx;
  await expect(getEnvironment(stranger, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(deleteEnvironment(stranger, id)).rejects.toMatchObject({ code: "not_found" });
  await deleteEnvironment(ctx, id);
  await expect(deleteEnvironment(ctx, id)).rejects.toMatchObject({
    code: "not_found",
    extra: { details: { error_code: "environment_not_found" } },
  });
});

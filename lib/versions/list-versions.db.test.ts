import { expect, test } from "vitest";
import { withTransaction } from "@/lib/db/database";
import { copyMemories } from "@/lib/memories/copy-memories";
import { aMemory, aStore, aWorkspace } from "@/lib/testing/builders";
import { listVersions } from "./list-versions";

test("1.8: versions of one moment are each listed once, whatever the page size", async () => {
  const { ctx, db } = await aWorkspace();
  const { contentSha256, contentBytes } = await aMemory(ctx, (await aStore(ctx)).id);
  const store = await aStore(ctx);
  const memories = Array.from({ length: 7 }, (_, index) => ({ path: `/${index}`, contentSha256, contentBytes }));
  await withTransaction(db, (tx) => copyMemories(ctx, tx, { storeId: store.id, memories }));
  for (const limit of [1, 2, 3, 7]) {
    const ids: string[] = [];
    let page: string | undefined;
    do {
      const { data, nextPage } = await listVersions(ctx, { storeId: store.id, limit, page });
      ids.push(...data.map(({ id }) => id));
      page = nextPage ?? undefined;
    } while (page !== undefined);
    expect(ids).toHaveLength(7);
    // Ties are broken by the id, descending.
    expect([...new Set(ids)].sort().reverse()).toEqual(ids);
  }
});

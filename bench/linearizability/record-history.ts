import type Anthropic from "@anthropic-ai/sdk";
import type { History } from "./history";
import { followChanges, readLive, readVersionIds } from "./read-history";
import { type RunClients, runClients } from "./run-clients";

/** Runs the clients on a new store, with a reader beside them, and reads what the server holds afterwards. */
export async function recordHistory(api: Anthropic, run: Omit<RunClients, "api" | "storeId">): Promise<History> {
  const store = await api.beta.memoryStores.create({ name: `Linearizability, seed ${run.seed}` });
  let over = false;
  const following = followChanges(api, store.id, { isOver: () => over, waitSeconds: 1 });
  const ran = await runClients({ ...run, api, storeId: store.id }).finally(() => {
    over = true;
  });
  return {
    ...ran,
    followed: await following,
    changes: await followChanges(api, store.id, { isOver: () => true, waitSeconds: 0 }),
    versionIds: await readVersionIds(api, store.id),
    live: await readLive(api, store.id),
  };
}

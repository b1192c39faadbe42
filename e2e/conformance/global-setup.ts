import type { TestProject } from "vitest/node";
import { makeDataDir, removeDataDir, startProductionServer } from "@/lib/testing/production-server";
import { openProbe } from "../database-probe";
import { addKeys } from "./keys";
import { MEMORIES_MAX } from "./memories-max";

/** One `npm start` for the whole suite, with keys that no installation has by itself. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = makeDataDir();
  const server = await startProductionServer(dataDir, { REVERIE_MAX_MEMORIES_PER_STORE: String(MEMORIES_MAX) });
  const probe = await openProbe(dataDir);
  const keys = await addKeys((text, values) => probe.query(text, values));
  await probe.close();
  project.provide("conformance", { url: server.url, apiKey: server.apiKey, ...keys });
  return async () => {
    const exitCode = await server.stop();
    removeDataDir(dataDir);
    if (exitCode !== 0) throw new Error(`the server under test ended with exit code ${exitCode}`);
  };
}

import { join } from "node:path";
import { findChromium } from "./chromium";
import { startReverie, temporaryFolder } from "./reverie";

/** One production server with the demo's data for all browser tests; the workers learn of it from the environment. */
export default async function setup(): Promise<() => Promise<void>> {
  const chromium = findChromium();
  process.env.REVERIE_E2E_CHROMIUM = JSON.stringify(chromium);
  const folder = temporaryFolder();
  const dataDir = join(folder.path, "data");
  const server = await startReverie({
    command: "demo",
    dataDir,
    // Receivers of webhooks listen on this machine.
    settings: { REVERIE_WEBHOOK_PRIVATE: "allow" },
  });
  process.env.REVERIE_E2E_URL = server.url;
  process.env.REVERIE_E2E_DATA_DIR = dataDir;
  process.env.REVERIE_E2E_DREAM = server.dreamId ?? "";
  return async () => {
    const exitCode = await server.stop();
    folder.remove();
    if (exitCode !== 0) throw new Error(`the server under test ended with exit code ${exitCode}`);
  };
}

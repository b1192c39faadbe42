import { setTimeout as delay } from "node:timers/promises";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/lib/db/embedded/start-embedded-postgres";
import { reasonOf } from "./failure";

export type PostgresKeeper = { url(): string; stop(): Promise<void> };

type Events = {
  log: (line: string) => void;
  /** The server came back at another address, because its port was taken meanwhile. */
  onMoved: () => void;
  onGivenUp: (reason: string) => void;
};

const checkMs = 500;

/** Runs the embedded server, and starts it again if it dies under us. */
export async function keepPostgres(dataDir: string, { log, onMoved, onGivenUp }: Events): Promise<PostgresKeeper> {
  const stopping = new AbortController();
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir, log });
  const replace = async () => {
    log("Postgres ended by itself; starting it again");
    const before = server;
    server = await startEmbeddedPostgres({ dataDir, log });
    await before.stop();
    if (server.url !== before.url) onMoved();
  };
  const watch = async () => {
    while (!stopping.signal.aborted) {
      await delay(checkMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!stopping.signal.aborted && !server.isAlive()) await replace();
    }
  };
  const watching = watch().catch((error) => onGivenUp(reasonOf(error)));
  return {
    url: () => server.url,
    async stop() {
      stopping.abort();
      await watching;
      await server.stop();
    },
  };
}

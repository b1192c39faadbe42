import { reasonOf } from "./failure";

/** From the start of the launcher until Ctrl-C, a signal or a failure; then everything is stopped, last started first. */
export type Lifetime = {
  /** Aborted when the end begins. */
  signal: AbortSignal;
  /** Begins the end with exit code 1 and a reason. */
  fail(reason: string): void;
  /** Runs `cleanup` at the end, before those that were added earlier. */
  atEnd(cleanup: () => Promise<void>): void;
  /** Resolves when the end begins, and with what. */
  ending: Promise<Ending>;
  close(): Promise<void>;
};

export type Ending = { exitCode: 0 | 1; reason: string | null };

/** npm passes Ctrl-C on although the terminal did so already: only a later one is a person who lost patience. */
const impatienceMs = 1500;

export function beginLifetime(): Lifetime {
  const controller = new AbortController();
  const cleanups: (() => Promise<void>)[] = [];
  let firstSignalAt: number | undefined;
  let finish: (ending: Ending) => void = () => undefined;
  const ending = new Promise<Ending>((resolve) => {
    finish = (outcome) => {
      resolve(outcome);
      controller.abort();
    };
  });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      firstSignalAt ??= Date.now();
      // Children notice that we are gone, and the next start takes over the database server.
      if (Date.now() - firstSignalAt > impatienceMs) process.exit(130);
      finish({ exitCode: 0, reason: null });
    });
  }
  return {
    signal: controller.signal,
    ending,
    fail: (reason) => finish({ exitCode: 1, reason }),
    atEnd: (cleanup) => cleanups.unshift(cleanup),
    async close() {
      controller.abort();
      for (const cleanup of cleanups) await cleanup().catch((error) => console.error(`At the end: ${reasonOf(error)}`));
    },
  };
}

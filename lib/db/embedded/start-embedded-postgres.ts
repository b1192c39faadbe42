import { chmodSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { urlOf, waitUntilAnswering } from "./answer";
import { type Claim, claimServer } from "./claims";
import { type Cluster, openCluster } from "./cluster";
import { EmbeddedPostgresError } from "./failure";
import { isPostmasterOf, readPostmaster, retirePidFile } from "./postmaster";
import { foreignServer, lastComplaint, launchServer, type Server, stopServer } from "./server";
import { findSite, makeDataDir, type Site, takeOwnership } from "./site";

export type StartEmbeddedPostgres = {
  /** Absolute; created when missing. The server lives in `postgres` below it. */
  dataDir: string;
  log: (line: string) => void;
  /** For tests: faster, and a crash of the machine may lose everything. */
  throwaway?: boolean | undefined;
};

export type EmbeddedPostgres = {
  /** With the password in it: not for logs. */
  url: string;
  /** Whether the server ran already. */
  adopted: boolean;
  pid: number;
  isAlive(): boolean;
  /** Stops the server, unless another live process uses it too. */
  stop(): Promise<void>;
};

const launchesMax = 6;

async function adoptServer(cluster: Cluster): Promise<Server | undefined> {
  const found = readPostmaster(cluster.pgdata);
  if (!found || !isPostmasterOf(found.pid, cluster.pgdata)) return undefined;
  const server = foreignServer(cluster, found);
  return (await waitUntilAnswering(cluster, found.port, server.isAlive)) ? server : undefined;
}

/** A launch fails when another process was faster, took the port, or left backends that are just dying: each heals. */
async function findOrLaunch(site: Site, cluster: Cluster, options: { throwaway: boolean }) {
  for (let launches = 0; launches < launchesMax; launches += 1) {
    const running = await adoptServer(cluster);
    if (running) return { server: running, adopted: true };
    retirePidFile(cluster.pgdata);
    takeOwnership(cluster.pgdata, site.account.owner);
    const launched = await launchServer(site, cluster, options);
    if (launched) return { server: launched, adopted: false };
    await delay(100 * 2 ** launches);
  }
  throw new EmbeddedPostgresError(`The embedded Postgres does not start: ${lastComplaint(site.folder)}`);
}

function handleOf(cluster: Cluster, claim: Claim, { server, adopted }: { server: Server; adopted: boolean }) {
  return {
    url: urlOf(cluster, server.port),
    adopted,
    pid: server.pid,
    isAlive: server.isAlive,
    async stop() {
      if (claim.release().othersRemain) return;
      await stopServer(server);
    },
  };
}

/**
 * A Postgres server of our own in the data folder: started, or taken over when it still runs from before or for another
 * process. Survives kill -9 of anybody at any moment: the next start recovers.
 *
 * @throws EmbeddedPostgresError with one line for the operator
 */
export async function startEmbeddedPostgres({
  dataDir,
  log,
  throwaway = false,
}: StartEmbeddedPostgres): Promise<EmbeddedPostgres> {
  makeDataDir(dataDir);
  // Temporary folders are made for nobody else; Postgres has to pass through.
  if (throwaway) chmodSync(dataDir, 0o711);
  const site = findSite(dataDir);
  const cluster = await openCluster(site, { throwaway });
  const claim = claimServer(site.folder);
  try {
    const found = await findOrLaunch(site, cluster, { throwaway });
    log(`Postgres ${found.adopted ? "runs already" : "started"} on 127.0.0.1:${found.server.port}`);
    return handleOf(cluster, claim, found);
  } catch (error) {
    claim.release();
    throw error;
  }
}

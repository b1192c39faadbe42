import { accessSync, constants } from "node:fs";
import { makeDataDir } from "@/lib/db/embedded/site";
import { settings as readSettings, type Settings } from "@/lib/env";
import { announce } from "./announce";
import { buildAll, hasCurrentBuild } from "./build";
import { runChild, superviseChild } from "./child";
import { type Credentials, loadCredentials, loadSessionSecret } from "./credentials";
import { isForOperator, reasonOf, StartFailure } from "./failure";
import { generate } from "./generate";
import { beginLifetime, type Ending, type Lifetime } from "./lifetime";
import { requireFreePort } from "./port";
import { keepPostgres } from "./postgres-keeper";
import { type Mode, type ProcessContext, seedDemoProcess, setupProcess, webProcess, workerProcess } from "./processes";

function requireDataDir({ dataDir }: Settings): void {
  try {
    makeDataDir(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartFailure(
      `REVERIE_DATA_DIR ${dataDir} cannot be written by uid ${process.getuid?.()} (${code}): set it to a folder of this user`,
    );
  }
}

async function prepareSources(root: string, mode: Mode, signal: AbortSignal): Promise<void> {
  if (mode === "dev") return generate(root, signal);
  if (hasCurrentBuild(root)) return;
  console.log("Building; this is done once for each version of the sources.");
  await buildAll(root, signal);
}

/** The address of the database: given, or of the embedded server, which then runs until the end. */
async function provideDatabase(settings: Settings, lifetime: Lifetime, onMoved: () => void): Promise<() => string> {
  const given = settings.databaseUrl;
  if (given) return () => given;
  const postgres = await keepPostgres(settings.dataDir, { log: console.log, onMoved, onGivenUp: lifetime.fail });
  lifetime.atEnd(() => postgres.stop());
  return () => postgres.url();
}

async function startProcesses(context: ProcessContext, lifetime: Lifetime, children: { restart(): void }[]) {
  const { role } = context.settings;
  const specs = [
    ...(role === "worker" ? [] : [webProcess(context)]),
    ...(role === "web" ? [] : [workerProcess(context)]),
  ];
  const started = specs.map((spec) => superviseChild(spec, { log: console.error, onGivenUp: lifetime.fail }));
  children.push(...started);
  lifetime.atEnd(async () => {
    await Promise.all(started.map((child) => child.stop()));
  });
  await Promise.race([Promise.all(started.map((child) => child.ready)), lifetime.ending]);
  lifetime.signal.throwIfAborted();
}

async function bringUp(root: string, mode: Mode, lifetime: Lifetime): Promise<void> {
  const settings = readSettings();
  const hasConsole = settings.role !== "worker";
  requireDataDir(settings);
  if (hasConsole) await requireFreePort(settings);
  await prepareSources(root, mode, lifetime.signal);
  const children: { restart(): void }[] = [];
  const restartAll = () => children.forEach((child) => void child.restart());
  const databaseUrl = await provideDatabase(settings, lifetime, restartAll);
  lifetime.signal.throwIfAborted();
  const credentials: Credentials | null = hasConsole ? loadCredentials(settings) : null;
  const context = { root, mode, settings, databaseUrl, sessionSecret: loadSessionSecret(settings.dataDir) };
  await runChild(setupProcess(context, credentials), lifetime.signal);
  await startProcesses(context, lifetime, children);
  const seeded = mode === "demo" ? await runChild(seedDemoProcess(context), lifetime.signal) : undefined;
  console.log(announce({ settings, credentials, dreamId: seeded as string | undefined }));
}

/** Runs Reverie until a signal or a failure that it cannot mend. @returns the exit code */
export async function run(root: string, mode: Mode): Promise<number> {
  const lifetime = beginLifetime();
  let ending: Ending | undefined;
  try {
    await bringUp(root, mode, lifetime);
    ending = await lifetime.ending;
  } catch (error) {
    if (lifetime.signal.aborted) ending = await lifetime.ending;
    else if (isForOperator(error)) ending = { exitCode: 1, reason: error.message };
    else {
      console.error(error);
      ending = { exitCode: 1, reason: reasonOf(error) };
    }
  }
  if (ending.reason) console.error(ending.reason);
  await lifetime.close();
  return ending.exitCode;
}

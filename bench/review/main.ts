/**
 * Large reviews: reading, adopting and undoing a proposal of 500 files and 5,000 hunks over a store of 10,000 memories, beside
 * one of 5 files over as large a store; checks and wake test by the size of the store; the page in Chromium. `npm run
 * bench:review [-- --rounds 3 --seed 1 --data DATA --held 600 --no-page --save]`. Prints tables; exits 1 when a target is missed.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import type { Context } from "@/lib/auth/context";
import { openDatabase } from "@/lib/db/database";
import {
  makeDataDir,
  type ProductionServer,
  removeDataDir,
  startProductionServer,
} from "@/lib/testing/production-server";
import { serverContext } from "../api/seed";
import { embeddedDatabaseUrl } from "../api/servers";
import { type CheckFigures, measureChecks } from "./checks-growth";
import { type MadeReview, makeReview } from "./make-review";
import { type BenchedReview, measureAdoptions } from "./measure-adoptions";
import { measureAnswers } from "./measure-answers";
import { ACCOUNT, measurePages, type PageFigures } from "./measure-pages";
import { report } from "./report";
import { seedReview } from "./seed-review";
import { measureWake, type WakeFigures } from "./wake-growth";

const MEMORIES = 10_000;
const LARGE_FILES = 500;
const SMALL_FILES = 5;
/** The least with added, removed and moved files: has to take as many statements as the large one. */
const MIDDLE_FILES = 50;
const MIDDLE_MEMORIES = 1_000;
/** Of the stores over which checks and wake test grow; a proposal changes 5 % of the files. */
const STORES = [1_000, 5_000, MEMORIES];

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    seed: { type: "string", default: "1" },
    data: { type: "string" },
    held: { type: "string", default: "600" },
    "no-page": { type: "boolean", default: false },
    save: { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds);
const seed = Number(options.seed);

async function measureGrowth(): Promise<{ checks: CheckFigures[]; wake: WakeFigures[] }> {
  const reviews = STORES.map((memories) => makeReview({ memories, files: memories / 20, seed }));
  const checks = await measureChecks(reviews, rounds);
  return { checks, wake: await measureWake(reviews, rounds, options.data ?? null) };
}

async function seedOne(ctx: Context, memories: number, files: number): Promise<BenchedReview> {
  const made: MadeReview = makeReview({ memories, files, seed: seed + files });
  return { made, seeded: await seedReview(ctx, made) };
}

async function measureServer(server: ProductionServer) {
  const db = openDatabase(embeddedDatabaseUrl(server.dataDir));
  try {
    const ctx = await serverContext(db);
    const large = await seedOne(ctx, MEMORIES, LARGE_FILES);
    const small = await seedOne(ctx, MEMORIES, SMALL_FILES);
    const middle = await seedOne(ctx, MIDDLE_MEMORIES, MIDDLE_FILES);
    await db.query("vacuum (analyze)");
    console.error("seeded");
    const ids = { large: large.seeded.dreamId, small: small.seeded.dreamId };
    const answers = await measureAnswers(server, ids, rounds);
    let pages: PageFigures | null = null;
    if (!options["no-page"])
      pages = await measurePages({ url: server.url, ids, rounds, presses: Number(options.held) });
    console.error("read");
    const adoptions = {
      small: await measureAdoptions(ctx, small, { rounds, seed }),
      middle: await measureAdoptions(ctx, middle, { rounds: 1, seed }),
      large: await measureAdoptions(ctx, large, { rounds, seed }),
    };
    return { answers, pages, adoptions };
  } finally {
    await db.close();
  }
}

const growth = await measureGrowth();
const dataDir = makeDataDir();
const server = await startProductionServer(dataDir, {
  REVERIE_ADMIN_EMAIL: ACCOUNT.email,
  REVERIE_ADMIN_PASSWORD: ACCOUNT.password,
  REVERIE_MAX_MEMORIES_PER_STORE: "1000000",
});
let failed = true;
try {
  const result = {
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
    machine: `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    seed,
    rounds,
    ...growth,
    ...(await measureServer(server)),
  };
  const { text, misses } = report(result);
  if (options.save) {
    mkdirSync("bench/results", { recursive: true });
    writeFileSync("bench/results/review.json", `${JSON.stringify(result, null, 2)}\n`);
    writeFileSync("bench/results/review.md", text);
  }
  console.log(text);
  failed = misses.length > 0;
} finally {
  await server.stop();
  removeDataDir(dataDir);
}
process.exit(failed ? 1 : 0);

import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { AdoptionId, MemoryId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { lockMemories } from "@/lib/memories/lock-memories";
import { writeMemories } from "@/lib/memories/write-memories";
import { type AdoptDream, adoptDream } from "@/lib/proposals/adopt-dream";
import { type DreamDiff, getDreamDiff } from "@/lib/proposals/get-dream-diff";
import { undoAdoption } from "@/lib/proposals/undo-adoption";
import { lockStore } from "@/lib/stores/lock-store";
import type { SeededProposal } from "@/lib/testing/seed-proposal";
import { randomFrom } from "../api/random";
import { countStatements } from "./count-statements";
import type { MadeReview } from "./make-review";
import { seedOthers } from "./seed-review";
import { median, timed } from "./timing";

/** `statements` are those of one run. */
export type Figure = { name: string; ms: number; statements: number };

export type BenchedReview = { made: MadeReview; seeded: SeededProposal };

type Choice = Omit<AdoptDream, "dreamId" | "proposalSha256">;

/** Files that others write meanwhile. */
const MOVED_FILES = 20;
const OTHERS = 5;

/** Gathers times and statements by name; the statements have to be the same each time. */
class Figures {
  private readonly times = new Map<string, number[]>();
  private readonly statements = new Map<string, number>();

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const { result, statements } = await countStatements(() => timed(work));
    this.times.set(name, [...(this.times.get(name) ?? []), result.ms]);
    this.statements.set(name, statements);
    return result.result;
  }

  list(): Figure[] {
    return [...this.times].map(([name, times]) => ({
      name,
      ms: median(times),
      statements: this.statements.get(name) ?? 0,
    }));
  }
}

class Bench {
  readonly figures = new Figures();

  constructor(
    private readonly ctx: Context,
    private readonly review: BenchedReview,
    private readonly random: () => number,
  ) {}

  diff(paths?: string[]): Promise<DreamDiff> {
    return getDreamDiff(this.ctx, { dreamId: this.review.seeded.dreamId, includeDecided: true, paths });
  }

  private adopt(choice: Choice) {
    const { dreamId, proposalSha256 } = this.review.seeded;
    return adoptDream(this.ctx, { dreamId, proposalSha256, ...choice });
  }

  /** Adopts, and undoes it again, so that the next one finds the same. */
  async adoptAndUndo(name: string, choice: Choice): Promise<void> {
    const dream = await this.figures.run(`adopt ${name}`, () => this.adopt(choice));
    const last = dream.adoptions.at(-1);
    if (last === undefined) throw new Error("an adoption is not told");
    await this.figures.run(`undo ${name}`, () => undoAdoption(this.ctx, { adoptionId: last.id as AdoptionId }));
  }

  all(): Choice {
    return { files: Object.fromEntries(this.review.made.files.map(({ path }) => [path, "accept" as const])) };
  }

  async half(): Promise<Choice> {
    const { files } = await this.diff();
    const ids = files.flatMap(({ hunks }) => hunks.map(({ id }) => id));
    return { hunks: Object.fromEntries(ids.filter(() => this.random() < 0.5).map((id) => [id, "accept" as const])) };
  }

  /** Changed files of the proposal, in their order. */
  private changed() {
    return this.review.made.files.filter(({ fromPath, content }) => fromPath === null && content?.includes("\n-"));
  }

  /** What somebody else writes meanwhile, into line `line` (from the end when negative) of so many of the changed files. */
  async write(count: number, line: number): Promise<void> {
    const { storeId } = this.review.seeded;
    const paths = this.changed().map(({ path }) => path);
    const rows = await this.ctx.db.query<{ id: MemoryId; path: string }>(
      "select id, path from memories where store_id = $1 and path = any ($2) order by path limit $3",
      [storeId, paths, count],
    );
    await withTransaction(this.ctx.db, async (tx) => {
      await lockStore(this.ctx, tx, storeId);
      const locked = await lockMemories(this.ctx, tx, { storeId, memoryIds: rows.map(({ id }) => id) });
      const writes = [...locked.values()].map((memory) => {
        const lines = (memory.content ?? "").split("\n");
        lines[line < 0 ? lines.length + line : line] = `- Written meanwhile: ${this.random()}.`;
        return { operation: "modified" as const, memory, path: memory.path, content: lines.join("\n") };
      });
      await writeMemories(this.ctx, tx, { storeId, writes });
    });
  }

  /** Refused, and adopted with texts by hand for what conflicts. */
  async conflicts(): Promise<void> {
    const error = await this.figures.run(`adopt, refused for ${MOVED_FILES} conflicts`, () =>
      this.adopt(this.all()).catch((refused: unknown) => refused),
    );
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    const conflicts = (error.extra as { conflicts: { path: string; live_sha256: string; live_content: string }[] })
      .conflicts;
    const resolutions = Object.fromEntries(
      conflicts.map((each) => [
        each.path,
        { live_sha256: each.live_sha256, content: `${each.live_content}- Resolved.\n` },
      ]),
    );
    await this.adoptAndUndo(`all, ${MOVED_FILES} conflicts resolved`, { ...this.all(), resolutions });
  }

  /** Five more proposals of the store, which look at it again with every adoption. */
  async others(rounds: number): Promise<void> {
    const { made, seeded } = this.review;
    const others = await seedOthers(this.ctx, seeded, made, OTHERS);
    for (let round = 0; round < rounds; round++) {
      await this.adoptAndUndo(`all, ${OTHERS} other proposals superseded`, this.all());
      await this.ctx.db.query("update dreams set review_status = 'waiting' where id = any ($1)", [
        others.map(({ dreamId }) => dreamId),
      ]);
    }
    const half = await this.half();
    for (let round = 0; round < rounds; round++)
      await this.adoptAndUndo(`half, ${OTHERS} other proposals re-based`, half);
    await this.ctx.db.query("update dreams set review_status = 'superseded' where id = any ($1)", [
      others.map(({ dreamId }) => dreamId),
    ]);
  }
}

/** Adopts and undoes a review in all ways, `rounds` times each. Afterwards it waits with all of its files moved. */
export async function measureAdoptions(
  ctx: Context,
  review: BenchedReview,
  { rounds, seed }: { rounds: number; seed: number },
): Promise<Figure[]> {
  const bench = new Bench(ctx, review, randomFrom(seed));
  const { figures } = bench;
  const twelve = review.made.files.slice(0, 12).map(({ path }) => path);
  for (let round = 0; round < rounds; round++) {
    await figures.run("diff", () => bench.diff());
    await figures.run("diff of 12 files", () => bench.diff(twelve));
    await bench.adoptAndUndo("all", bench.all());
    await bench.adoptAndUndo("a random half, by hunks", await bench.half());
  }
  await bench.others(rounds);
  for (let round = 0; round < rounds; round++) {
    await bench.write(MOVED_FILES, -2);
    await bench.adoptAndUndo(`all, ${MOVED_FILES} files moved`, bench.all());
  }
  await bench.write(Number.MAX_SAFE_INTEGER, -2);
  for (let round = 0; round < rounds; round++) {
    await figures.run("diff, all files moved", () => bench.diff());
    await bench.adoptAndUndo("all, all files moved", bench.all());
  }
  await bench.write(MOVED_FILES, 1);
  for (let round = 0; round < rounds; round++) await bench.conflicts();
  return figures.list();
}

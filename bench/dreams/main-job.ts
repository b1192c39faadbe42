/**
 * The main job on real input, through the production server and the official SDK: import 16 Claude Code sessions, dream
 * over them, and compare what is proposed with the labelled recurring errors. Run:
 * `npx tsx bench/dreams/main-job.ts <data folder>`. Exits 1 below the bar, 2 without data.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Anthropic from "@anthropic-ai/sdk";
import type { DreamDiffResource } from "@/lib/proposals/schema";
import {
  makeDataDir,
  type ProductionServer,
  removeDataDir,
  startProductionServer,
} from "@/lib/testing/production-server";
import { compareWithGold, type GoldError } from "./compare-gold";

/** Of the recurring tool errors, the share that has to be proposed. */
const RECALL_MIN = 0.8;

type Finding = DreamDiffResource["findings"][number];

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(2)} s`;

async function importAll(server: ProductionServer, folder: string, storeId: string): Promise<string[]> {
  const ids: string[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()) {
    const response = await fetch(`${server.url}/v1/sessions/import`, {
      method: "POST",
      headers: { authorization: `Bearer ${server.apiKey}` },
      body: JSON.stringify({
        format: "claude_code",
        transcript: readFileSync(join(folder, file), "utf8"),
        title: file,
        resources: [{ type: "memory_store", memory_store_id: storeId }],
      }),
    });
    const answer = (await response.json()) as { id: string };
    if (!response.ok) throw new Error(`${file}: ${JSON.stringify(answer)}`);
    ids.push(answer.id);
  }
  return ids;
}

async function dreamOver(client: Anthropic, storeId: string, sessionIds: string[]) {
  const dream = await client.beta.dreams.create({
    model: "reverie-local",
    inputs: [
      { type: "memory_store", memory_store_id: storeId },
      { type: "sessions", session_ids: sessionIds },
    ],
  });
  for (;;) {
    const now = await client.beta.dreams.retrieve(dream.id);
    if (now.ended_at !== null) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Every quote is looked up again in what the API gives for its event. */
async function countTrueQuotes(client: Anthropic, findings: Finding[]): Promise<{ all: number; right: number }> {
  const evidence = findings.flatMap((finding) => finding.evidence);
  const events = new Map<string, string>();
  for (const sessionId of new Set(evidence.map((item) => item.session_id))) {
    for await (const event of client.beta.sessions.events.list(sessionId, { limit: 1000 })) {
      events.set(`${sessionId} ${event.id}`, JSON.stringify(event));
    }
  }
  const stands = (item: Finding["evidence"][number]) =>
    events.get(`${item.session_id} ${item.event_id}`)?.includes(JSON.stringify(item.quote).slice(1, -1)) ?? false;
  return { all: evidence.length, right: evidence.filter(stands).length };
}

async function measure(server: ProductionServer, data: string): Promise<boolean> {
  const folder = join(data, "transcripts/claude-code/entire");
  const client = new Anthropic({ baseURL: server.url, apiKey: server.apiKey });
  const store = await client.beta.memoryStores.create({ name: "Main job" });
  let since = performance.now();
  const sessionIds = await importAll(server, folder, store.id);
  console.log(`imported    ${sessionIds.length} sessions in ${seconds(since)}`);
  since = performance.now();
  const dream = await dreamOver(client, store.id, sessionIds);
  console.log(`dream       ${dream.status} in ${seconds(since)}`);
  const diff = (await client.get(`/v1/dreams/${dream.id}/diff`)) as DreamDiffResource;
  const mistakes = diff.findings.filter((finding) => finding.kind === "mistake");
  const gold = JSON.parse(readFileSync(join(folder, "gold-recurring-errors-dev.json"), "utf8")) as GoldError[];
  const proposals = mistakes.map((finding) => ({
    text: finding.rationale,
    quotes: finding.evidence.map((item) => item.quote),
    sessions: [...new Set(finding.evidence.map((item) => item.session_id))],
  }));
  const sessionNames = new Map(
    sessionIds.map((id, index) => [
      id,
      readdirSync(folder)
        .filter((name) => name.endsWith(".jsonl"))
        .sort()[index],
    ]),
  );
  const named = proposals.map((proposal) => ({
    ...proposal,
    sessions: proposal.sessions.map((id) => sessionNames.get(id)?.replace(/\.jsonl$/, "") ?? id),
  }));
  const result = compareWithGold(gold, named);
  const quotes = await countTrueQuotes(client, diff.findings);
  console.log(`recall      ${result.found.length} of ${result.wanted.length} recurring tool errors proposed`);
  console.log(
    `precision   ${result.found.length} of ${mistakes.length} proposed mistakes are labelled recurring errors`,
  );
  console.log(`quotes      ${quotes.right} of ${quotes.all} stand in their event`);
  for (const hit of result.found) console.log(`  found     ${hit.gold.signature}`);
  for (const line of result.missed) console.log(`  missed    ${line.signature}`);
  for (const proposal of result.extra) console.log(`  extra     ${proposal.text}`);
  for (const line of result.forbidden) console.log(`  FORBIDDEN ${line.signature}`);
  const isTrue = quotes.all > 0 && quotes.all === quotes.right && result.forbidden.length === 0;
  return dream.status === "completed" && isTrue && result.recall >= RECALL_MIN;
}

const data = process.argv[2];
if (data === undefined || !existsSync(join(data, "transcripts/claude-code/entire"))) {
  console.error(`usage: main-job.ts <data folder>; ${data ?? "no folder"} has no transcripts/claude-code/entire`);
  process.exit(2);
}
const dataDir = makeDataDir();
const server = await startProductionServer(dataDir);
try {
  process.exitCode = (await measure(server, data)) ? 0 : 1;
} finally {
  await server.stop();
  removeDataDir(dataDir);
}

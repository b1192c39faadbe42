import type { Context } from "@/lib/auth/context";
import { type DreamId, type EventId, newId, type SessionId, type StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import type { Evidence, Finding, FindingKind, InstructionOutcome } from "@/lib/engines/types";
import { saveProposal } from "@/lib/proposals/save-proposal";
import { importSession } from "@/lib/sessions/import-session";
import { aMemory, aStore } from "./builders";
import { aFinding, aProposal, NO_CHECKS } from "./proposals";

export type SeededFindings = { dreamId: DreamId; storeId: StoreId; sessionId: SessionId };

/** A word of 120 letters without a place to break, and markup that must stay text. */
const LONG = "a".repeat(120);
const MARKUP = "<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1))";

const ON_CALL = "# On call\n\n- Page the second line after 10 minutes.\n- The rotation changes on Monday.\n";
const NOTES = "- queue depth above 500 is normal\n- queue depth above 500 is normal\n- the mirror is being moved\n";

const KINDS: Record<FindingKind, string> = {
  merge: "Two notes in `/notes.md` say the same.",
  contradict: "`/on-call.md` says 10 minutes, two sessions waited 15 as told.",
  stale: "The move in `/notes.md` is done.",
  verify: "A note in `/notes.md` was seen to hold.",
  mistake: "`deploy --now` failed the same way in two sessions.",
  pattern: "`disk full` follows `backup started` after 90 s.",
  workflow: "Sessions that went well drain the queue before they restart.",
  preference: "People asked for UTC in two sessions.",
  organise: "No file lists what the store holds.",
};

/** Each kind once in the proposal or off, and some of each that was left alone. */
function findingsOf(evidence: Evidence): Finding[] {
  const kinds = Object.entries(KINDS) as [FindingKind, string][];
  const source = { path: "/notes.md", line: 2, text: "- queue depth above 500 is normal" };
  const proposed = kinds.map(([kind, rationale]) => {
    const anchors = [{ path: kind === "organise" ? "/index.md" : "/notes.md", baseLines: [2], proposedLines: [2] }];
    return aFinding({ kind, rationale, confidence: 0.9, evidence: [evidence], sources: [source], anchors });
  });
  const off = aFinding({
    kind: "contradict",
    state: "off",
    reason: "A person wrote the line in `/on-call.md`.",
    rationale: "`/on-call.md` says 10 minutes, the transcripts say 15.",
    confidence: 0.85,
    evidence: [evidence],
    sources: [{ path: "/on-call.md", line: 3, text: "- Page the second line after 10 minutes." }],
    suggestion: [{ path: "/on-call.md", start: 3, end: 3, lines: ["- Page the second line after 15 minutes."] }],
  });
  // Of a file in the proposal: one whose line still stands there, and one whose line the proposal changes itself.
  const besides = [
    { start: 1, end: 1, lines: ["- queue depth above 800 is normal"], rationale: "Two sessions saw a depth of 800." },
    { start: 3, end: 3, lines: ["- the mirror moved on Monday"], rationale: "The mirror moved on a Monday." },
  ].map(({ rationale, ...lines }) =>
    aFinding({
      kind: "contradict",
      state: "off",
      reason: "A person wrote the line in `/notes.md`.",
      rationale,
      suggestion: [{ path: "/notes.md", ...lines }],
    }),
  );
  const leftAlone = kinds.map(([kind, rationale]) =>
    aFinding({ kind, state: "left_alone", reason: `Seen once only; ${MARKUP}`, rationale, sources: [source] }),
  );
  const long = { state: "left_alone", reason: `It names ${LONG}.`, rationale: `Too long: \`${LONG}\`` } as const;
  return [...proposed.filter(({ kind }) => kind !== "contradict"), off, ...besides, ...leftAlone, aFinding(long)];
}

const INSTRUCTIONS: InstructionOutcome[] = [
  { text: "Do not touch /runbooks.", isApplied: true, remark: "`/runbooks` is left alone." },
  { text: `Write every note as a poem. ${MARKUP}`, isApplied: false, remark: "The engine does not know this rule." },
  { text: `Keep ${LONG} short.`, isApplied: false, remark: "The engine does not know this rule." },
];

async function insertDream(ctx: Context, storeId: StoreId, sessionId: SessionId): Promise<DreamId> {
  const id = newId("drm");
  await ctx.db.prisma.dream.create({
    data: {
      id,
      workspaceId: ctx.workspaceId,
      status: "completed",
      stage: "done",
      storeId,
      sessionIds: [sessionId],
      modelId: "reverie-local",
      instructions: INSTRUCTIONS.map(({ text }) => text).join(" "),
      outputBehavior: "create_new",
      actorType: ctx.actor.type,
      actorId: ctx.actor.id,
      createdAt: ctx.now(),
      startedAt: ctx.now(),
      endedAt: ctx.now(),
      reviewStatus: "waiting",
    },
  });
  await ctx.db.query(
    `insert into dream_base_files (dream_id, path, workspace_id, memory_id, content_sha256, content_bytes)
     select $1, path, workspace_id, id, content_sha256, content_bytes from memories where store_id = $2`,
    [id, storeId],
  );
  return id;
}

/**
 * A store, a session and a completed dream over them, as if an engine had found one thing of every kind: proposed, off,
 * and left alone.
 */
export async function seedFindings(ctx: Context, checks = NO_CHECKS): Promise<SeededFindings> {
  const store = await aStore(ctx, "Findings");
  const base = [await aMemory(ctx, store.id, "/notes.md", NOTES), await aMemory(ctx, store.id, "/on-call.md", ON_CALL)];
  const text = `waited 15 minutes as told ${MARKUP}`;
  const { session } = await importSession(ctx, {
    format: "managed_agents",
    title: "Paging at night",
    events: [{ type: "agent.message", content: [{ type: "text", text }] }],
  });
  const [event] = await ctx.db.query<{ id: EventId }>("select id from session_events where session_id = $1", [
    session.id,
  ]);
  const evidence = { session_id: session.id, event_id: event?.id ?? "", quote: text };
  const dreamId = await insertDream(ctx, store.id, session.id);
  const proposal = aProposal({
    findings: findingsOf(evidence),
    files: [
      { path: "/index.md", fromPath: null, content: "# Index\n\n- notes.md\n" },
      { path: "/notes.md", fromPath: null, content: "- queue depth above 500 is normal\n- the mirror has moved\n" },
    ],
    instructions: INSTRUCTIONS,
    churn: {
      filesAdded: 1,
      filesModified: 1,
      filesRemoved: 0,
      linesAdded: 4,
      linesRemoved: 2,
      bytesBefore: 4_300,
      bytesAfter: 2_100,
    },
  });
  await withTransaction(ctx.db, async (tx) => {
    const proposalSha256 = await saveProposal(ctx, tx, {
      dreamId,
      base: base.map(({ id, path, contentSha256, content }) => ({
        memoryId: id,
        path,
        contentSha256,
        text: content ?? "",
      })),
      proposal,
      checks,
    });
    await tx.query("update dreams set proposal_sha256 = $2 where id = $1", [dreamId, proposalSha256]);
  });
  return { dreamId, storeId: store.id, sessionId: session.id };
}

import { expect, test } from "vitest";
import { getDreamProgress } from "@/lib/dreams/get-dream-progress";
import { presentProgress } from "@/lib/dreams/present";
import { aWorkspace } from "@/lib/testing/builders";
import { seedFindings } from "@/lib/testing/seed-findings";
import { adoptDream } from "./adopt-dream";
import { getDreamDiff } from "./get-dream-diff";
import { presentDreamDiff } from "./present";
import { DreamDiffResource, FindingKind } from "./schema";

test("findings of every kind and state come back as they were found, with what became of the instructions", async () => {
  const { ctx } = await aWorkspace();
  const { dreamId } = await seedFindings(ctx);
  const diff = DreamDiffResource.parse(presentDreamDiff(await getDreamDiff(ctx, { dreamId })));
  expect(new Set(diff.findings.map((finding) => finding.kind))).toEqual(new Set(FindingKind.options));
  expect(diff.findings.find((finding) => finding.state === "off")).toMatchObject({
    kind: "contradict",
    reason: "A person wrote the line in `/on-call.md`.",
    paths: [],
    suggestion: [{ path: "/on-call.md", start: 3, end: 3, lines: ["- Page the second line after 15 minutes."] }],
  });
  for (const { state, reason, suggestion } of diff.findings) {
    expect(reason === null).toBe(state === "proposed");
    expect(suggestion.length > 0).toBe(state === "off");
  }
  expect(diff.instructions.map((instruction) => instruction.is_applied)).toEqual([true, false, false]);
  expect(diff.churn).toMatchObject({ files_added: 1, lines_removed: 2, bytes_after: 2_100 });
  const progress = presentProgress(await getDreamProgress(ctx, dreamId));
  expect(progress).toMatchObject({ memory_count: 2, instructions: diff.instructions, churn: diff.churn });
  expect(progress.findings).toEqual(diff.findings);
});

test("the hash of a proposal is over its files, not over what was found", async () => {
  const { ctx, db } = await aWorkspace();
  const { dreamId } = await seedFindings(ctx);
  const before = (await getDreamDiff(ctx, { dreamId })).dream.proposalSha256 ?? "";
  await db.query("delete from dream_findings where dream_id = $1", [dreamId]);
  const adopted = await adoptDream(ctx, { dreamId, proposalSha256: before, confirmDeletions: true });
  expect(adopted.adopted.map((file) => file.path)).toEqual(["/index.md", "/notes.md"]);
});

test("a dream from before there were states and reports is shown as it was", async () => {
  const { ctx, db } = await aWorkspace();
  const { dreamId } = await seedFindings(ctx);
  await db.query("delete from dream_findings where dream_id = $1", [dreamId]);
  await db.query("update dreams set engine_report = null where id = $1", [dreamId]);
  await db.query(
    `insert into dream_findings (id, dream_id, position, kind, rationale, confidence, evidence, sources, anchors)
     values ('fnd_old_' || $1, $1, 0, 'merge', 'Said twice.', 1, '[]', '[]', '[]')`,
    [dreamId],
  );
  expect(presentDreamDiff(await getDreamDiff(ctx, { dreamId }))).toMatchObject({
    findings: [{ state: "proposed", reason: null, suggestion: [] }],
    instructions: [],
    churn: null,
  });
});

test("the database holds a reason to what it explains", async () => {
  const { ctx, db } = await aWorkspace();
  const { dreamId } = await seedFindings(ctx);
  const change = (text: string) => db.query(`update dream_findings set ${text} where dream_id = $1`, [dreamId]);
  await expect(change("state = 'off', reason = null")).rejects.toThrow("dream_findings_reason_check");
  await expect(change("state = 'proposed', reason = 'x'")).rejects.toThrow("dream_findings_reason_check");
  await expect(change("state = 'hidden', reason = 'x'")).rejects.toThrow("dream_findings_state_check");
  await expect(change("kind = 'guess'")).rejects.toThrow("dream_findings_kind_check");
});

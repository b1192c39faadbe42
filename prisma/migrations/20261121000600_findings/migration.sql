-- Findings may have no change of their own: off until a person switches them on, or seen and left alone, with the reason.
-- What was found before was always proposed, so the defaults tell the truth about it.
ALTER TABLE "dream_findings"
  ADD COLUMN "state" TEXT NOT NULL DEFAULT 'proposed',
  ADD COLUMN "reason" TEXT,
  ADD COLUMN "suggestion" JSON NOT NULL DEFAULT '[]',
  ADD CONSTRAINT "dream_findings_kind_check" CHECK (
    "kind" IN ('merge', 'contradict', 'stale', 'verify', 'mistake', 'pattern', 'workflow', 'preference', 'organise')),
  ADD CONSTRAINT "dream_findings_state_check" CHECK ("state" IN ('proposed', 'off', 'left_alone')),
  ADD CONSTRAINT "dream_findings_reason_check" CHECK (("state" = 'proposed') = ("reason" IS NULL));

ALTER TABLE "dreams" ADD COLUMN "engine_report" JSON;

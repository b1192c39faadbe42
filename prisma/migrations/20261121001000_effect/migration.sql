-- What a session's transcript says about its course, so that it is not read anew each time that somebody asks.

CREATE TABLE "session_effects" (
  "session_id" TEXT COLLATE "C" NOT NULL,
  -- The session's count when it was read: with another one it is read again.
  "event_count" INTEGER NOT NULL,
  -- Which reader: with a newer one it is read again.
  "reader" INTEGER NOT NULL,
  "call_count" INTEGER NOT NULL,
  -- One for each failed call, in order: 12 hex digits of the hash of its signature.
  "failure_ids" TEXT[] NOT NULL,
  "correction_count" INTEGER NOT NULL,
  "outcomes_graded" INTEGER NOT NULL,
  "outcomes_satisfied" INTEGER NOT NULL,
  "read_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "session_effects_pkey" PRIMARY KEY ("session_id"),
  CONSTRAINT "session_effects_counts_check" CHECK (
    "event_count" >= 0 AND "call_count" >= cardinality("failure_ids") AND "correction_count" >= 0
    AND "outcomes_satisfied" BETWEEN 0 AND "outcomes_graded")
);

ALTER TABLE "session_effects" ADD CONSTRAINT "session_effects_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

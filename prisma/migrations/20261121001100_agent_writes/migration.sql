-- Writes of agents that wait for a person: a proposal of origin 'writes' collects them.

-- Only a proposal that still collects: one that a person decided on or put away makes room for the next.
DROP INDEX "dreams_open_writes_key";
CREATE UNIQUE INDEX "dreams_open_writes_key" ON "dreams"("store_id")
  WHERE "origin" = 'writes' AND "review_status" = 'waiting' AND "archived_at" IS NULL;

-- A memory that waits to be created has its id already: the one that the agent was told.
ALTER TABLE "dream_files" DROP CONSTRAINT "dream_files_operation_check";
ALTER TABLE "dream_files" ADD CONSTRAINT "dream_files_operation_check" CHECK (
  CASE "operation"
    WHEN 'added' THEN "base_sha256" IS NULL AND "proposed_sha256" IS NOT NULL
    WHEN 'modified' THEN "base_sha256" IS NOT NULL AND "memory_id" IS NOT NULL AND "proposed_sha256" IS NOT NULL
    WHEN 'moved' THEN "from_path" IS NOT NULL AND "memory_id" IS NOT NULL AND "proposed_sha256" IS NOT NULL
    WHEN 'removed' THEN "memory_id" IS NOT NULL AND "proposed_sha256" IS NULL
    ELSE false
  END);
CREATE UNIQUE INDEX "dream_files_dream_id_memory_id_key" ON "dream_files"("dream_id", "memory_id");

-- Who wrote what is in such a proposal, write by write. No texts and no hashes of them: a redaction leaves nothing here.
CREATE TABLE "dream_writes" (
  "dream_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "memory_id" TEXT NOT NULL,
  "operation" TEXT NOT NULL,
  "actor_type" TEXT NOT NULL,
  "actor_id" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "dream_writes_pkey" PRIMARY KEY ("dream_id", "position"),
  CONSTRAINT "dream_writes_operation_check" CHECK ("operation" IN ('created', 'modified', 'deleted')),
  CONSTRAINT "dream_writes_dream_id_fkey" FOREIGN KEY ("dream_id") REFERENCES "dreams"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

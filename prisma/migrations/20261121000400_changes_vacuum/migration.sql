-- Numbering a change leaves a dead entry where the look for unnumbered ones begins, and each look passes over all of a
-- store's dead entries: 12 ms at 400,000. By default Postgres would let a fifth of the table pile up.
ALTER TABLE "memory_changes" SET (autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_scale_factor = 0.01);

// Loaded with --import into programs of others that the launcher starts, and thereby into their workers: each ends with
// the process that started it, even when that one is killed.
process.on("disconnect", () => process.exit(1));

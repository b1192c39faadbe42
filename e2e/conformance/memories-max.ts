/** The cap of the servers under test: small, so that a test can fill a store; every other test stays below it. */
export const MEMORIES_MAX = 60;

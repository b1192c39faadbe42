import { EXTENSIONS } from "./extensions";
import { HISTORIES } from "./histories";
import { MEMORY_READS } from "./memory-reads";
import { MEMORY_WRITES } from "./memory-writes";
import type { Mutation } from "./mutation";
import { REDACTIONS } from "./redactions";
import { REQUESTS } from "./requests";
import { STORES } from "./stores";
import { VERSIONS } from "./versions";

/** Rules that matter, each broken as a slip of the hand would, in the order of the contract. */
export const MUTATIONS: Mutation[] = [
  ...REQUESTS,
  ...STORES,
  ...MEMORY_READS,
  ...MEMORY_WRITES,
  ...VERSIONS,
  ...REDACTIONS,
  ...EXTENSIONS,
  ...HISTORIES,
];

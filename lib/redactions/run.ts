import type { Context } from "@/lib/auth/context";
import type { RedactionId } from "@/lib/core/ids";
import type { Search } from "./search";

/** One redaction at work. */
export type Run = {
  /** Acts for whoever asked for the redaction. */
  ctx: Context;
  id: RedactionId;
  search: Search;
  rewriteHeads: boolean;
  /** Of the receipt's HMACs. */
  key: Buffer;
  signal: AbortSignal;
};

import type { z } from "zod";
import type {
  AdoptDreamBody,
  AdoptionResource,
  CheckResource,
  DreamDiffResource,
  RejectDreamBody,
  UndoAdoptionBody,
} from "@/lib/proposals/schema";

/** `GET /v1/dreams/{id}/diff`, and its parts. */
export type DreamDiff = DreamDiffResource;
export type DiffFile = DreamDiff["files"][number];
export type DiffHunk = DiffFile["hunks"][number];
export type DiffFinding = DreamDiff["findings"][number];
export type DiffCheck = CheckResource;
export type CheckItem = CheckResource["items"][number];
export type Adoption = AdoptionResource;

/** Bodies as they are sent: ids and hashes are plain strings. */
export type AdoptBody = z.input<typeof AdoptDreamBody>;
export type RejectBody = z.input<typeof RejectDreamBody>;
export type UndoBody = z.input<typeof UndoAdoptionBody>;

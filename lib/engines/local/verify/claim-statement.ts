import type { StatedClaims } from "@/lib/engines/local/verify/claims";

/** One line (or more) of a memory that states values, with what stands above it. Lines count from 1. */
export type ClaimStatement = {
  /** Normalised text and place: equal key, same statement, whatever its line and its marks. */
  key: string;
  path: string;
  line: number;
  /** What names the subject when the text does not: file name, headings, the item above. */
  headings: string[];
  stated: StatedClaims;
  /** True when a mark may be put at the end of the line. */
  hasRoom: boolean;
};

/** The file's name without its ending: it often is the subject of all that stands in it. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[a-z]{1,8}$/i, "");
}

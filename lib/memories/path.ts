import { z } from "zod";
import { printable } from "@/lib/core/errors";

/** Contract 3.3. */
export const PATH_BYTES_MAX = 1_024;
export const PATH_SEGMENTS_MAX = 20;

/** Control (Cc), format (Cf), line and paragraph separators: invisible, so two paths could look alike. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** What is wrong with a path, in words, or null. */
export function pathFault(path: string): string | null {
  const got = `got ${JSON.stringify(printable(path))}`;
  if (!path.startsWith("/")) return `path must start with "/", ${got}`;
  const segments = path.slice(1).split("/");
  if (segments.includes("")) return `path must not hold an empty segment or end with "/", ${got}`;
  if (segments.includes(".") || segments.includes("..")) return `path must not hold "." or ".." segments, ${got}`;
  if (segments.length > PATH_SEGMENTS_MAX) {
    return `path must have at most ${PATH_SEGMENTS_MAX} segments, got ${segments.length}`;
  }
  const bytes = Buffer.byteLength(path, "utf8");
  if (bytes > PATH_BYTES_MAX) return `path must have at most ${PATH_BYTES_MAX} bytes of UTF-8, got ${bytes}`;
  if (FORBIDDEN.test(path)) return `path must not hold control or format characters, ${got}`;
  if (path.normalize("NFC") !== path) return `path must be in Unicode Normalization Form C, ${got}`;
  return null;
}

export const MemoryPath = z
  .string({ error: 'path must be a text such as "/notes/a.md"' })
  .superRefine((path, context) => {
    const fault = pathFault(path);
    if (fault !== null) context.addIssue({ code: "custom", message: fault });
  })
  .brand<"MemoryPath">()
  .meta({
    description: "Starts with `/`; 1 to 20 segments, at most 1,024 bytes, NFC, no control or format characters.",
    examples: ["/runbooks/oncall.md"],
  });
export type MemoryPath = z.infer<typeof MemoryPath>;

/** The directories above a path, nearest first: `/a/b/c` gives `/a/b`, `/a`. */
export function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) ancestors.push(path.slice(0, at));
  return ancestors;
}

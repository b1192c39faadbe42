import type { z } from "zod";
import { TranscriptError } from "./transcript-error";

/**
 * The value as `shape` gives it.
 * @throws TranscriptError with the path and fault of the first issue, such as `events[3].content[0].text must be of type string`
 */
export function checkShape<Shape extends z.ZodType>(shape: Shape, value: unknown, path: string): z.infer<Shape> {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new TranscriptError(`${path}${pathText(issue?.path ?? [])} ${faultText(issue)}`);
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
}

function faultText(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === "invalid_type")
    return `must be of type ${issue.expected === "record" ? "object" : issue.expected}`;
  if (issue?.code === "invalid_value") return `must be one of ${issue.values.map(String).join(", ")}`;
  if (issue?.code === "invalid_union" && "options" in issue && Array.isArray(issue.options)) {
    return `must be one of ${issue.options.map(String).join(", ")}`;
  }
  return issue?.message ?? "is invalid";
}

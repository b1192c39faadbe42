import { z } from "zod";

/** Characters are Unicode code points, as everywhere in the contract. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** A text of at most `max` characters. */
export const textUpTo = (max: number, what: string) =>
  z
    .string()
    .refine((text) => text.length <= max || characterCount(text) <= max, `${what} must have at most ${max} characters`)
    .meta({ maxLength: max });

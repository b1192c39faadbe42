import { z } from "zod";
import { AppError } from "./errors";

/** Contract 1.9. */
export const METADATA_PAIRS_MAX = 16;
const KEY_CHARACTERS_MAX = 64;
const VALUE_CHARACTERS_MAX = 512;

const characters = (text: string): number => [...text].length;
const isKey = (key: string): boolean => key !== "" && characters(key) <= KEY_CHARACTERS_MAX;
const KEY_RULE = `metadata keys must have 1 to ${KEY_CHARACTERS_MAX} characters`;
const VALUE_RULE = `metadata values must have at most ${VALUE_CHARACTERS_MAX} characters`;

const Value = z.string().refine((value) => characters(value) <= VALUE_CHARACTERS_MAX, VALUE_RULE);

export const Metadata = z
  .record(z.string(), Value)
  .refine((map) => Object.keys(map).every(isKey), KEY_RULE)
  .refine(
    (map) => Object.keys(map).length <= METADATA_PAIRS_MAX,
    `metadata must have at most ${METADATA_PAIRS_MAX} pairs`,
  )
  .meta({
    description: "String to string: at most 16 pairs, keys of 1 to 64 and values of at most 512 characters.",
    examples: [{ team: "sre" }],
  });
export type Metadata = z.infer<typeof Metadata>;

export const MetadataPatch = z
  .record(z.string(), Value.nullable())
  .refine((map) => Object.keys(map).every(isKey), KEY_RULE)
  .meta({
    description: "A patch: a string sets the key, null removes it, keys not named stay.",
    examples: [{ team: "sre" }],
  });
export type MetadataPatch = z.infer<typeof MetadataPatch>;

/** @throws AppError `invalid_request` when the result has too many pairs */
export function patchMetadata(current: Metadata, patch: MetadataPatch | null | undefined): Metadata {
  const entries = Object.entries({ ...current, ...patch }).filter((pair): pair is [string, string] => pair[1] !== null);
  if (entries.length > METADATA_PAIRS_MAX) {
    throw new AppError(
      "invalid_request",
      `metadata must have at most ${METADATA_PAIRS_MAX} pairs, the update would make ${entries.length}.`,
    );
  }
  return Object.fromEntries(entries);
}

import { expect, test } from "vitest";
import { hitWords, type TextHit } from "./hit-words";

test.each<[TextHit["kind"], string, string]>([
  ["secret", "aws-access-key", "looks like an AWS access key"],
  ["secret", "linear-key", "looks like a secret (linear-key)"],
  ["personal_data", "email", "looks like an e-mail address"],
  ["personal_data", "fr-nir", "looks like the number of an identity document (fr-nir)"],
  ["hidden_character", "bidi", "holds characters that change the order in which the text is shown"],
  ["hidden_character", "zero-width", "holds characters that cannot be seen"],
  ["instruction", "override-instructions", "reads like an instruction to an agent"],
])("%s by the rule %s %s", (kind, rule, words) => {
  expect(hitWords({ kind, rule })).toBe(words);
});

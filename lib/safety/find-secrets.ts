import { findAssignedSecrets } from "@/lib/safety/find-assigned-secrets";
import { findKnownTokens } from "@/lib/safety/find-known-tokens";
import { findKubernetesSecrets } from "@/lib/safety/find-kubernetes-secrets";
import { findPrivateKeys } from "@/lib/safety/find-private-keys";
import { findSentCredentials } from "@/lib/safety/find-sent-credentials";
import { decodeBase64 } from "@/lib/safety/secret-value";
import type { SafetyHit } from "@/lib/safety/types";

/** Runs of base64, also over lines of a fixed width, as `base64` and PEM write them. */
const ENCODED = /(?<![\w+/=.-])[A-Za-z0-9+/]{60,}(?:\r?\n[A-Za-z0-9+/]{4,}){0,400}={0,2}/g;
/** Encoded in the encoded: a Secret in a configuration that is stored encoded. */
const LEVELS_MAX = 2;
const ENCODED_CHARACTERS_MAX = 40_000;
/** Said in a text about its own keys. */
const SAID_TO_BE_NONE = /generated for (?:example|test\w*) purposes/i;

function findPlainSecrets(text: string): SafetyHit[] {
  return [
    ...findPrivateKeys(text),
    ...findKnownTokens(text),
    ...findSentCredentials(text),
    ...findKubernetesSecrets(text),
    ...findAssignedSecrets(text),
  ];
}

/** True when the base64 text holds a secret at some level. */
function holdsSecret(encoded: string, level: number): boolean {
  const decoded = decodeBase64(encoded.slice(0, ENCODED_CHARACTERS_MAX));
  if (decoded === null || SAID_TO_BE_NONE.test(decoded)) return false;
  if (findPlainSecrets(decoded).length > 0) return true;
  return level < LEVELS_MAX && [...decoded.matchAll(ENCODED)].some(([inner]) => holdsSecret(inner, level + 1));
}

/**
 * Files that carry sample keys to recognise or to test with: compiled libraries, the databases of `file`, source maps,
 * other people's packages.
 */
const CARRIES_SAMPLES =
  /\.so(?:\.\d+)*$|\.(?:dll|dylib|mgc|map)$|(?:^|\/)(?:node_modules|site-packages|usr\/(?:share|lib))\//;

/**
 * Secrets in plain text and in base64, in no particular order. What a hit covers is the secret, not its name. With the
 * `path` of the file that the text comes from, private keys in files that carry samples are passed over.
 */
export function findSecrets(text: string, path = ""): SafetyHit[] {
  if (CARRIES_SAMPLES.test(path)) return [...findKnownTokens(text), ...findAssignedSecrets(text)];
  const hits = findPlainSecrets(text);
  for (const match of text.matchAll(ENCODED)) {
    if (!holdsSecret(match[0], 1)) continue;
    hits.push({
      kind: "secret",
      rule: "encoded-secret",
      start: match.index,
      end: match.index + match[0].length,
      confidence: 0.85,
    });
  }
  return hits;
}

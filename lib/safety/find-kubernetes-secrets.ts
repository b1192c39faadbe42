import { decodeBase64, isPlaceholder, judgeSecretValue } from "@/lib/safety/secret-value";
import type { SafetyHit } from "@/lib/safety/types";

const KIND = /^[ \t]*(?:-[ \t]+)?["']?kind["']?:[ \t]*["']?secret["']?[ \t]*(?:#.*)?$/im;
const SECTION = /^([ \t]*)(data|stringData):[ \t]*$/;
const ENTRY = /^([ \t]+)["']?([\w.-]{1,253})["']?:[ \t]*["']?([^\s"'#]{1,8000})["']?[ \t]*(?:#.*)?$/;
/** What a Secret holds beside secrets. */
const PLAIN_KEYS = /user|name|url|host|port|namespace|region|endpoint|email|ca\.crt|tls\.crt|\bca\b|type|bucket/i;
const ENCODED_CHARACTERS_MIN = 12;

function isEncodedSecret(value: string): boolean {
  const decoded = value.length < ENCODED_CHARACTERS_MIN || isPlaceholder(value) ? null : decodeBase64(value);
  return decoded !== null && !isPlaceholder(decoded.trim());
}

type Section = { indent: number; isEncoded: boolean };

/** The section that is open behind a line. */
function sectionAfter(line: string, open: Section | null): Section | null {
  const [, indent, name] = SECTION.exec(line) ?? [];
  if (indent !== undefined) return { indent: indent.length, isEncoded: name === "data" };
  const own = /^[ \t]*(?=\S)/.exec(line)?.[0].length;
  return own !== undefined && open !== null && own <= open.indent ? null : open;
}

/** The secret value of an entry of a section, or null. */
function secretIn(line: string, section: Section): string | null {
  const [, indent = "", key = "", value = ""] = ENTRY.exec(line) ?? [];
  if (value === "" || indent.length <= section.indent || PLAIN_KEYS.test(key)) return null;
  const isSecret = section.isEncoded ? isEncodedSecret(value) : judgeSecretValue(value) >= 0.5;
  return isSecret ? value : null;
}

/** The values of Kubernetes manifests of kind Secret: encoded under `data`, plain under `stringData`. */
export function findKubernetesSecrets(text: string): SafetyHit[] {
  if (!/\bdata:|stringData:/.test(text)) return [];
  const hits: SafetyHit[] = [];
  let offset = 0;
  for (const document of text.split(/^(?=---)/m)) {
    const isSecret = KIND.test(document);
    let section: Section | null = null;
    let lineStart = offset;
    offset += document.length;
    for (const line of isSecret ? document.split("\n") : []) {
      section = sectionAfter(line, section);
      const value = section === null ? null : secretIn(line, section);
      if (value !== null) {
        const start = lineStart + line.lastIndexOf(value);
        hits.push({ kind: "secret", rule: "kubernetes-secret", start, end: start + value.length, confidence: 0.8 });
      }
      lineStart += line.length + 1;
    }
  }
  return hits;
}

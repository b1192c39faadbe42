import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import type {
  SecretLintRuleContext,
  SecretLintRuleLocalizeMessages,
  SecretLintRuleMessageTranslate,
  SecretLintSourceCode,
} from "@secretlint/types";
import { isPlaceholder } from "@/lib/safety/secret-value";
import type { SafetyHit } from "@/lib/safety/types";

const CONFIDENCE = 0.8;
const NOWHERE = { line: 1, column: 0 };

/** The text as rules see a file: no name, no place on a disk; nobody asks for lines. */
function sourceOf(text: string): SecretLintSourceCode {
  return {
    hasBOM: text.startsWith("\ufeff"),
    content: text,
    filePath: undefined,
    physicalFilePath: undefined,
    contentType: "text",
    ext: "",
    getFilePath: () => undefined,
    getPhysicalFilePath: () => undefined,
    locationToRange: () => [0, 0],
    rangeToLocation: () => ({ start: NOWHERE, end: NOWHERE }),
    indexToPosition: () => NOWHERE,
    positionToIndex: () => 0,
  };
}

function contextFor(rule: string, text: string, hits: SafetyHit[]): SecretLintRuleContext {
  return {
    sharedOptions: {},
    createTranslator<T extends SecretLintRuleLocalizeMessages>(): SecretLintRuleMessageTranslate<T> {
      // The words are not shown.
      return (messageId, data) => ({ message: "", messageId: String(messageId), data });
    },
    report({ range: [start, end] }) {
      if (end <= start || isPlaceholder(text.slice(start, end))) return;
      hits.push({ kind: "secret", rule, start, end, confidence: CONFIDENCE });
    },
    ignore() {
      // A text cannot say of itself that it is not to be looked at.
    },
  };
}

/**
 * Secrets by the rules of the recommended secretlint preset. The rules are run by themselves: the runner of
 * `@secretlint/core` keeps a time mark of each rule for as long as the process lives, and obeys comments in the text that
 * switch rules off.
 */
export async function findPresetSecrets(text: string): Promise<SafetyHit[]> {
  const hits: SafetyHit[] = [];
  const source = sourceOf(text);
  for (const rule of rules) {
    const { id, type, supportedContentTypes } = rule.meta;
    if (type !== "scanner" || !supportedContentTypes.some((content) => content !== "binary")) continue;
    const name = id.replace(/^.*secretlint-rule-/, "secretlint-");
    await rule.create(contextFor(name, text, hits), {}).file?.(source);
  }
  return hits;
}

import { findPresetSecrets } from "@/lib/safety/find-preset-secrets";
import { type ScanOptions, scanText } from "@/lib/safety/scan-text";
import { sortHits } from "@/lib/safety/sort-hits";
import type { SafetyHit } from "@/lib/safety/types";

/**
 * What `scanText` finds, and secrets by the secretlint preset, whose rules may be asynchronous. For text that is about to
 * be kept: once for each new text of a write or of an engine's output, not in inner loops.
 */
export async function scanTextDeep(text: string, options: ScanOptions = {}): Promise<SafetyHit[]> {
  const hits = scanText(text, options);
  if (options.kinds !== undefined && !options.kinds.includes("secret")) return hits;
  return sortHits([...hits, ...(await findPresetSecrets(text))]);
}

import type { Settings } from "@/lib/env";
import { type Credentials, credentialsPath } from "./credentials";
import { browserUrl } from "./port";

type Announcement = {
  settings: Settings;
  /** Null where there is no console. */
  credentials: Credentials | null;
  /** The dream that waits for a review, after `npm run demo`. */
  dreamId: string | undefined;
};

const line = (label: string, value: string) => `  ${label.padEnd(10)}${value}`;

function secretLines({ settings, credentials, dreamId }: Announcement): string[] {
  if (!credentials) return [];
  const { password, apiKey, generated } = credentials;
  const lines: string[] = [];
  if (generated.password || (dreamId && !settings.adminPassword)) lines.push(line("Password", password));
  if (generated.apiKey) lines.push(line("API key", apiKey));
  if (generated.password || generated.apiKey) lines.push(line("", `(kept in ${credentialsPath(settings.dataDir)})`));
  return lines;
}

/** What the launcher says when everything is up. Generated secrets appear on the first start, the demo's password always. */
export function announce(announcement: Announcement): string {
  const { settings, credentials, dreamId } = announcement;
  if (!credentials) return "\nThe worker is running. Ctrl-C stops it.";
  const url = browserUrl(settings);
  return [
    "\nReverie is running. Ctrl-C stops it.",
    line("Console", url),
    line("Sign in", credentials.email),
    ...secretLines(announcement),
    ...(dreamId ? [line("Review", `${url}/dreams/${dreamId}/review`)] : []),
  ].join("\n");
}

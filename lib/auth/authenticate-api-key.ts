import { AppError } from "@/lib/core/errors";
import { sha256 } from "@/lib/core/hash";
import type { Database } from "@/lib/db/database";
import { listen } from "@/lib/db/listen";
import { type ApiKeyRow, findApiKey } from "./repository";

/** Writers of api_keys notify here, so that a revoked key ends at once in every process. */
export const API_KEYS_CHANNEL = "reverie_api_keys";

const CACHED_KEYS_MAX = 1_000;

const held = globalThis as typeof globalThis & { reverieApiKeys?: Map<string, Promise<Map<string, ApiKeyRow>>> };

/** Known keys of a database, by hash: a request with a known key needs no query to authenticate. */
function cacheOf(db: Database): Promise<Map<string, ApiKeyRow>> {
  held.reverieApiKeys ??= new Map();
  const known = held.reverieApiKeys.get(db.url);
  if (known) return known;
  const opened = (async () => {
    const cache = new Map<string, ApiKeyRow>();
    await listen(db.url, API_KEYS_CHANNEL, () => cache.clear());
    return cache;
  })();
  held.reverieApiKeys.set(db.url, opened);
  opened.catch(() => held.reverieApiKeys?.delete(db.url));
  return opened;
}

/** The credential of a request: `Authorization: Bearer …` or `x-api-key` (contract 1.2). */
export function credentialOf(headers: Headers): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return bearer ?? headers.get("x-api-key") ?? null;
}

/**
 * The key that a request carries.
 * @throws AppError `authentication` when there is none or it is not known
 */
export async function authenticateApiKey(db: Database, headers: Headers): Promise<ApiKeyRow> {
  const credential = credentialOf(headers);
  if (credential === null) {
    throw new AppError(
      "authentication",
      "A credential is missing: send an API key as Authorization: Bearer <key> or x-api-key: <key>.",
    );
  }
  const cache = await cacheOf(db);
  const hash = sha256(credential);
  const cached = cache.get(hash);
  if (cached) return cached;
  const key = await findApiKey(db, hash);
  if (key === null) throw new AppError("authentication", "The API key is not known here, or it was revoked.");
  if (cache.size >= CACHED_KEYS_MAX) cache.clear();
  cache.set(hash, key);
  return key;
}

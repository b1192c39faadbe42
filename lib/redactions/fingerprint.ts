import { createHmac, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const KEY_BYTES = 32;

export const newSalt = (): string => randomBytes(16).toString("hex");

/**
 * The key of a receipt's hashes. It is made of what was searched for, slowly (scrypt, RFC 7914, Node's N 16384, r 8,
 * p 1): plain hashes of short texts could be guessed from the receipt.
 */
export function fingerprintKey(find: string, salt: string): Promise<Buffer> {
  return derive(find, Buffer.from(salt, "hex"), KEY_BYTES);
}

/** HMAC-SHA-256, lowercase hex. */
export function fingerprint(key: Buffer, text: string): string {
  return createHmac("sha256", key).update(text, "utf8").digest("hex");
}

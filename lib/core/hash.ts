import { hash } from "node:crypto";

/** SHA-256 over the UTF-8 bytes of `text`: 64 lowercase hex digits. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

/** UTF-8 length of `text`. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** JSON with sorted keys, so that equal values have equal text (and hash). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : Number(a > b))))
      : inner,
  );
}

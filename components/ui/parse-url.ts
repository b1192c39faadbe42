/** The address a text names, or null; `URL.parse` is not in every Node 20. */
export function parseUrl(text: string, base: string | URL): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

import type { Hunk } from "@/lib/diff/hunks";

/** A file before and after; a path of null: it is not there. Paths start with "/". */
export type PatchedFile = { fromPath: string | null; toPath: string | null; hunks: Hunk[] };

const ESCAPES = new Map([
  [0x07, "\\a"],
  [0x08, "\\b"],
  [0x09, "\\t"],
  [0x0a, "\\n"],
  [0x0b, "\\v"],
  [0x0c, "\\f"],
  [0x0d, "\\r"],
  [0x22, '\\"'],
  [0x5c, "\\\\"],
]);

/** A name as git writes it: in quotes, with octal bytes, as soon as it holds anything but plain ASCII (core.quotePath). */
function quoteName(name: string): string {
  if (/^[ !#-[\]-~]*$/.test(name)) return name;
  const bytes = Array.from(Buffer.from(name, "utf8"), (byte) => {
    const plain = byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`;
    return ESCAPES.get(byte) ?? plain;
  });
  return `"${bytes.join("")}"`;
}

/** A name after `---` or `+++`; one with a space is ended by a tab, or `patch` would cut it there. */
function fileHeader(marker: string, side: "a" | "b", path: string | null): string {
  if (path === null) return `${marker} /dev/null`;
  return `${marker} ${quoteName(side + path)}${path.includes(" ") ? "\t" : ""}`;
}

function range(start: number, lines: number): string {
  return lines === 1 ? String(start) : `${start},${lines}`;
}

/**
 * One file's part of a patch in git's format, which `git apply` and `patch -p1` take; the parts of several files, one
 * after the other, are a patch as well. Line ends are the file's own: a CR stays at the end of its line.
 */
export function unifiedPatch({ fromPath, toPath, hunks }: PatchedFile): string {
  const before = fromPath ?? toPath;
  const after = toPath ?? fromPath;
  if (before === null || after === null) throw new Error("a file of a patch is there before or after");
  const lines = [`diff --git ${quoteName(`a${before}`)} ${quoteName(`b${after}`)}`];
  if (fromPath === null) lines.push("new file mode 100644");
  else if (toPath === null) lines.push("deleted file mode 100644");
  else if (fromPath !== toPath) {
    if (hunks.length === 0) lines.push("similarity index 100%");
    lines.push(`rename from ${quoteName(fromPath.slice(1))}`, `rename to ${quoteName(toPath.slice(1))}`);
  }
  if (hunks.length > 0) lines.push(fileHeader("---", "a", fromPath), fileHeader("+++", "b", toPath));
  for (const hunk of hunks) {
    lines.push(`@@ -${range(hunk.base_start, hunk.base_lines)} +${range(hunk.proposed_start, hunk.proposed_lines)} @@`);
    // Not spread into push: a hunk may have more lines than a call may have arguments.
    for (const line of hunk.lines) lines.push(line);
  }
  return `${lines.join("\n")}\n`;
}

const SHOWN_FROM_BYTES = 1024 * 1024;
const QUARTERS = 4;

/** Tells how far a long upload is: in place on a terminal, else a line for each quarter. Short ones pass in silence. */
export function showProgress(label: string, totalBytes: number): { update(bytes: number): void; end(): void } {
  if (totalBytes < SHOWN_FROM_BYTES) return { update: () => {}, end: () => {} };
  const output = process.stderr;
  const total = mebibytes(totalBytes);
  let shown = "";
  return {
    update(bytes) {
      const done = output.isTTY ? bytes : Math.floor((bytes / totalBytes) * QUARTERS) * (totalBytes / QUARTERS);
      const line = `${label}: ${mebibytes(done)} of ${total} MiB sent`;
      if (line === shown) return;
      shown = line;
      output.write(output.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end() {
      if (output.isTTY) output.write("\r\u001b[K");
    },
  };
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

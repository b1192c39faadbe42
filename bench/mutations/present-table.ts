/** Rows of texts as a Markdown table whose columns stand below each other. */
export function presentTable(head: string[], rows: string[][]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replace(/\s+/g, " ").replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => [...(row[column] ?? "")].length)));
  const line = (row: string[]) =>
    `| ${widths.map((width, column) => `${row[column] ?? ""}${" ".repeat(width - [...(row[column] ?? "")].length)}`).join(" | ")} |`;
  const [first = [], ...rest] = cells;
  return [line(first), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rest.map(line)].join("\n");
}

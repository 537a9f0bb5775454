/**
 * A table as RFC 4180 has it. It begins with a byte order mark: without it Excel takes Japanese for
 * something else.
 */
export function asCsv(rows: (string | number | null | undefined)[][]): string {
  return `\uFEFF${rows.map((row) => row.map(asField).join(",")).join("\n")}`;
}

function asField(value: string | number | null | undefined): string {
  const text = String(value ?? "");
  // A spreadsheet would run a name like `=HYPERLINK(…)`; with an apostrophe before it, it shows it.
  const field = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

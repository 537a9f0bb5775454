/** Prints rows as a table: the first is the head; numbers stand to the right. */
export function printTable(rows: (string | number)[][]): void {
  const texts = rows.map((row) =>
    row.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en") : cell)),
  );
  const widths = texts[0]!.map((_, column) => Math.max(...texts.map((row) => row[column]!.length)));
  for (const [index, row] of texts.entries()) {
    const cells = row.map((cell, column) =>
      typeof rows.at(-1)![column] === "number"
        ? cell.padStart(widths[column]!)
        : cell.padEnd(widths[column]!),
    );
    console.log(cells.join("   ").trimEnd());
    if (index === 0) console.log(widths.map((width) => "─".repeat(width)).join("   "));
  }
}

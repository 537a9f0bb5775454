import columns from "fast-string-width";

/**
 * Breaks lines at spaces, where the terminal would break them inside words.
 *
 * @param margin what stands before each line but the first, where as much stands already
 */
export function wrapped(words: string, margin = ""): string {
  const width = process.stdout.columns || Number.POSITIVE_INFINITY;
  return words
    .split("\n")
    .map((line) => {
      let used = margin.length;
      return line.replace(/ *[^ ]+/g, (word) => {
        used += columns(word);
        if (used <= width || columns(word) >= width) return word;
        used = columns(word) + margin.length - 1;
        return `\n${margin}${word.trimStart()}`;
      });
    })
    .join("\n");
}

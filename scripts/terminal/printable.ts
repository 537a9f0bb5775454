/** What would steer a terminal, or put its letters in another order. A tab does neither. */
const STEERING = /(?!\t)[\p{Cc}\u{61c}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2066}-\u{2069}]/gu;

/**
 * Somebody else's text in a line of a terminal: characters that would steer it are spelled out, as JSON
 * does, so that JSON remains the same. Whatever comes from outside the course passes here before it is
 * printed: notes, a server's details, what other programs say.
 */
export function printable(words: string): string {
  const spelled = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return words.replace(STEERING, spelled);
}

/** Prints lines of ours in which words of somebody else stand. */
export function printLines(words: string): void {
  console.log(printableLines(words));
}

/** Somebody else's text that has lines. */
export function printableLines(words: string): string {
  return words.split(/\r?\n/).map(printable).join("\n");
}

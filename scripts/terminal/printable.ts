/** Somebody else's text in a line of a terminal: characters that would steer it are spelled out. */
export function printable(words: string): string {
  const steering = /[\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;
  return words.replace(steering, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
}

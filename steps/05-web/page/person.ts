/** The colour of a name, as an angle: style.css chooses one that can be read. */
export function hueOf(name: string): number {
  let hue = 0;
  for (const char of name) hue = (hue * 31 + char.codePointAt(0)!) % 360;
  return hue;
}

/** What stands for somebody in a circle: the first letter of the name, or what else can be seen of it. */
export function initialOf(name: string): string {
  const letters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment);
  const seen = letters.find((letter) => /[\p{L}\p{N}\p{S}\p{P}\p{RI}]/u.test(letter)) ?? "?";
  // Marks above and below a letter may be many; the circle has room for two.
  return seen.toLocaleUpperCase().replace(/(\p{M}{2})\p{M}+/u, "$1");
}

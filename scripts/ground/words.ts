/** How many letters of Japanese and how many words of the Latin alphabet, or numbers, a text has. */
export function countWords(text: string): { letters: number; words: number } {
  const letters = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu) ?? [];
  const words = text.match(/[\p{Script=Latin}\d]+/gu) ?? [];
  return { letters: letters.length, words: words.length };
}

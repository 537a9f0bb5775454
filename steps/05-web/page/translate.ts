/** The reader's language, by the browser's. */
export const language = navigator.language.startsWith("ja") ? "ja" : "en";

/**
 * Puts words into a page: each element names its own in `data-words` and `data-placeholder`.
 *
 * @param words what the page says, its title among it
 */
export function translate(root: HTMLElement, words: { title: string }): void {
  const wordsOf = (name = "") => String(words[name as keyof typeof words]);
  root.lang = language;
  document.title = words.title;
  for (const element of root.querySelectorAll<HTMLElement>("[data-words]")) {
    element.textContent = wordsOf(element.dataset["words"]);
  }
  for (const field of root.querySelectorAll<HTMLInputElement>("[data-placeholder]")) {
    field.placeholder = wordsOf(field.dataset["placeholder"]);
  }
}

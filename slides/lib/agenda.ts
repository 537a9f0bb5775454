import type { Language } from "../../steps/kit/say.ts";

/**
 * The sections in their order, and which of them begins.
 *
 * @param here the index of that one
 */
export function agenda(titles: string[], here: number, language: Language): string {
  const heading = language === "ja" ? "今日の流れ" : "Where we are going";
  const states = titles.map((_, index) =>
    index < here ? "done" : index === here ? "here" : "to-come",
  );
  const items = titles.map((title, index) => {
    const current = states[index] === "here" ? ` aria-current="step"` : "";
    return `<li class="${states[index]}"${current}>${title}</li>`;
  });
  return [
    "<!-- _class: agenda -->",
    "",
    `# ${heading}`,
    "",
    `<ol class="agenda">${items.join("")}</ol>`,
  ].join("\n");
}

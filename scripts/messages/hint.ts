import { bilingual } from "./bilingual.ts";

export const hint = bilingual({
  en: {
    solved: (number: number) => `Step ${number} is solved: it needs no hint.`,
    before: (sentence: string, command: string) =>
      `This comes before any hint: ${sentence}\nTo see where: ${command}`,
    none: (task: string, readme: string) => `There is no hint for "${task}" in ${readme}.`,
    more: (count: number, command: string) => `${count} more: ${command}`,
    last: (diff: string, solve: string) =>
      `That was the last hint. What differs from the solution: ${diff}. To take it over, with yours saved first: ${solve}`,
  },
  ja: {
    solved: (number) => `ステップ${number}は完了しているので、ヒントは要りません。`,
    before: (sentence, command) =>
      `ヒントの前に、まずこれを直しましょう：${sentence}\n場所を見るには：${command}`,
    none: (task, readme) => `${readme} の「${task}」にはヒントがありません。`,
    more: (count, command) => `ヒントはあと${count}つあります：${command}`,
    last: (diff, solve) =>
      `これが最後のヒントです。解答例との違いを見るには：${diff}。自分のファイルを保存したうえで解答例に置き換えるには：${solve}`,
  },
});

import { bilingual } from "./bilingual.ts";

export const hint = bilingual({
  en: {
    solved: (number: number) => `Step ${number} is solved: it needs no hint.`,
    none: (task: string, readme: string) => `There is no hint for "${task}" in ${readme}.`,
    more: (count: number, command: string) => `${count} more: ${command}`,
    last: (diff: string, solve: string) =>
      `That was the last hint. What differs from the solution: ${diff}. To take it over, with yours saved first: ${solve}`,
  },
  ja: {
    solved: (number) => `ステップ${number}は完了しているので、ヒントは要りません。`,
    none: (task, readme) => `${readme} の「${task}」にはヒントがありません。`,
    more: (count, command) => `ヒントはあと${count}つあります：${command}`,
    last: (diff, solve) =>
      `これが最後のヒントです。解答例との違いを見るには：${diff}。自分のファイルを保存したうえで解答例に置き換えるには：${solve}`,
  },
});

import { bilingual } from "./bilingual.ts";

export const diff = bilingual({
  en: {
    sure: (number: number) => `This shows the whole solution of step ${number}. Show it? [y/N]`,
    notShown: (command: string) => `It is not shown. A hint gives less away: ${command}`,
    same: (file: string, solution: string) => `${file} is the same as ${solution}.`,
  },
  ja: {
    sure: (number) => `ステップ${number}の解答例がすべて表示されます。表示しますか？ [y/N]`,
    notShown: (command) => `表示しませんでした。ヒントなら、すべては明かされません：${command}`,
    same: (file, solution) => `${file} は ${solution} と同じです。`,
  },
});

import { bilingual } from "./bilingual.ts";

export const overview = bilingual({
  en: {
    comma: ", ",
    minutes: (minutes: number) => `about ${minutes} min`,
    here: "you are here",
    nextIs: (number: number, title: string) => `Now: step ${number}, ${title}`,
    read: (readme: string) => `  1. Read  ${readme}`,
    edit: (files: string) => `  2. Edit  ${files}`,
    run: (command: string) => `  3. Run   ${command}`,
  },
  ja: {
    comma: "、",
    minutes: (minutes) => `約${minutes}分`,
    here: "いまここ",
    nextIs: (number, title) => `次にやること：ステップ${number}「${title}」`,
    read: (readme) => `  1. 読む  ${readme}`,
    edit: (files) => `  2. 編集  ${files}`,
    run: (command) => `  3. 実行  ${command}`,
  },
});

import { bilingual } from "./bilingual.ts";

export const overview = bilingual({
  en: {
    aside: (notes: string[]) => `  (${notes.join(", ")})`,
    minutes: (minutes: number) => `about ${minutes} min`,
    here: "you are here",
    partTwo: "Part two, for afterwards: what a chat needs before people rely on it",
    partTwoLater: (first: number, last: number) =>
      `Part two, for afterwards: ${first === last ? `step ${first}` : `steps ${first} to ${last}`}`,
    nextIs: (number: number, title: string) => `Now: step ${number}, ${title}`,
    read: (readme: string) => `  1. Read  ${readme}`,
    edit: (files: string) => `  2. Edit  ${files}`,
    run: (command: string) => `  3. Run   ${command}`,
  },
  ja: {
    aside: (notes) => `（${notes.join("、")}）`,
    minutes: (minutes) => `約${minutes}分`,
    here: "いまここ",
    partTwo: "第2部（終わったあとに）：実際に使われるチャットに必要なもの",
    partTwoLater: (first, last) =>
      `第2部（終わったあとに）：ステップ${first === last ? first : `${first}〜${last}`}`,
    nextIs: (number, title) => `次にやること：ステップ${number}「${title}」`,
    read: (readme) => `  1. 読む  ${readme}`,
    edit: (files) => `  2. 編集  ${files}`,
    run: (command) => `  3. 実行  ${command}`,
  },
});

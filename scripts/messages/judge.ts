import { bilingual } from "./bilingual.ts";

export const judge = bilingual({
  en: {
    processEnded:
      "The process of the tests ended before they did: does the code call `process.exit`, or take all the memory?",
    uncaught: (place: string, error: string) =>
      `${place} throws an error that nothing catches: ${error}`,
    noTypeCheck: (answer: string) =>
      `TypeScript could not check the types (${answer}). What is wrong here, and what mends it: npm run doctor`,
  },
  ja: {
    processEnded:
      "テストの途中でプロセスが終了しました。コードが `process.exit` を呼んだり、メモリーを使い切ったりしていませんか？",
    uncaught: (place, error) => `${place} が投げたエラーを、どこも捕まえていません：${error}`,
    noTypeCheck: (answer) =>
      `TypeScript で型を検査できませんでした（${answer}）。原因と直し方を調べるには：npm run doctor`,
  },
});

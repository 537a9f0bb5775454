import { bilingual } from "./bilingual.ts";

export const judge = bilingual({
  en: {
    processEnded:
      "The process of the tests ended before they did: does the code call `process.exit`, or take all the memory?",
  },
  ja: {
    processEnded:
      "テストの途中でプロセスが終了しました。コードが `process.exit` を呼んだり、メモリを使い切ったりしていませんか？",
  },
});

import { bilingual } from "./bilingual.ts";

export const command = bilingual({
  en: {
    unexpected: (reason: string) =>
      `This could not be done: ${reason}\nIf the installation is incomplete, this mends it: npm install`,
    badFlag: (flag: string) => `${flag} is not a flag of this command, or lacks its value.`,
    noSuchStep: (wanted: string, last: number) =>
      `There is no step ${wanted}. The steps are 1 to ${last}: npm run step:1`,
  },
  ja: {
    unexpected: (reason) =>
      `実行できませんでした：${reason}\nインストールが途中で止まっているなら、これで直ります：npm install`,
    badFlag: (flag) => `${flag} はこのコマンドにないフラグか、値が足りません。`,
    noSuchStep: (wanted, last) =>
      `ステップ${wanted}はありません。ステップは1から${last}までです：npm run step:1`,
  },
});

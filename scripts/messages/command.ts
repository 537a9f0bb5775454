import { bilingual } from "./bilingual.ts";

export const command = bilingual({
  en: {
    unexpected: (reason: string) =>
      `This could not be done: ${reason}\nWhether something is amiss with the installation: npm run doctor`,
    badFlag: (flag: string) => `${flag} is not a flag of this command, or lacks its value.`,
    noSuchStep: (wanted: string, last: number) =>
      `There is no step ${wanted}. The steps are 1 to ${last}: npm run step:1`,
  },
  ja: {
    unexpected: (reason) =>
      `実行できませんでした：${reason}\nインストールに問題がないか確かめるには：npm run doctor`,
    badFlag: (flag) => `${flag} はこのコマンドにないフラグか、値が足りません。`,
    noSuchStep: (wanted, last) =>
      `ステップ${wanted}はありません。ステップは1から${last}までです：npm run step:1`,
  },
});

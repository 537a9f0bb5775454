import { bilingual } from "./bilingual.ts";

export const command = bilingual({
  en: {
    unexpected: (reason: string) =>
      `This could not be done: ${reason}\nWhether something is amiss with the installation: npm run doctor`,
    noSuchStep: (wanted: string, last: number) =>
      `There is no step ${wanted}. The steps are 1 to ${last}: npm run step:1`,
  },
  ja: {
    unexpected: (reason) =>
      `実行できませんでした：${reason}\nインストールに問題がないか確かめるには：npm run doctor`,
    noSuchStep: (wanted, last) =>
      `ステップ${wanted}はありません。ステップは1から${last}までです：npm run step:1`,
  },
});

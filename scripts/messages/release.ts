import { bilingual } from "./bilingual.ts";

export const release = bilingual({
  en: {
    failed: (command: string, list: string) =>
      `This version cannot be released yet: ${command} failed. Mend it, then again, from the top of ${list}: npm run release`,
    forYou: "What ran is right. What only a person can see is left:",
  },
  ja: {
    failed: (command, list) =>
      `この版はまだリリースできません：${command} が失敗しました。直してから、${list} の最初からやり直してください：npm run release`,
    forYou: "実行したものはすべて通りました。残りは人が確かめるものです：",
  },
});

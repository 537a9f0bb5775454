import { bilingual } from "./bilingual.ts";

export const site = bilingual({
  en: {
    noBrowser:
      "This needs a Chromium, and none was found. CHROME_PATH names one that is somewhere else.",
    withoutSlides: "Without the talk, which is there once it is built: npm run slides:build",
    written: (path: string, kB: number) => `✔ ${path} (${kB} kB)`,
  },
  ja: {
    noBrowser:
      "これには Chromium が必要ですが、見つかりません。別の場所にあるものは CHROME_PATH で指定できます。",
    withoutSlides:
      "講演のスライドは含まれていません。先に作っておけば入ります：npm run slides:build",
    written: (path, kB) => `✔ ${path}（${kB} kB）`,
  },
});

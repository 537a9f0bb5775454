import { bilingual } from "./bilingual.ts";

export const site = bilingual({
  en: {
    noBrowser:
      "This needs a Chromium, and none was found. CHROME_PATH names one that is somewhere else.",
    written: (path: string, kB: number) => `✔ ${path} (${kB} kB)`,
  },
  ja: {
    noBrowser:
      "これには Chromium が必要ですが、見つかりません。別の場所にあるものは CHROME_PATH で指定できます。",
    written: (path, kB) => `✔ ${path}（${kB} kB）`,
  },
});

import { bilingual } from "./bilingual.ts";

export const course = bilingual({
  en: {
    laidOut: (cases: number) => `${cases} targets laid out: starters, solutions and mistakes`,
    types: "Checking their types",
    tests: "Running the steps' tests on them",
    own: "Running the tests of the course's own scripts",
    noBrowser:
      "No Chromium or Chrome was found, so the tests of the page in a browser are left out. CHROME_PATH names one.",
    targets: (starters: number, solutions: number, mistakes: number) =>
      `Starters that fail as they should: ${starters}. Solutions that pass: ${solutions}. Mistakes caught: ${mistakes}.`,
    closing: (passed: number, failed: number) => `${passed} passed, ${failed} failed`,
  },
  ja: {
    laidOut: (cases) => `スターター、解答例、誤答の${cases}件を配置しました`,
    types: "型を検査しています",
    tests: "ステップのテストを実行しています",
    own: "スクリプト自身のテストを実行しています",
    noBrowser:
      "Chromium も Chrome も見つからないので、ブラウザーでのページのテストは省きました。CHROME_PATH で場所を指定できます。",
    targets: (starters, solutions, mistakes) =>
      `正しく失敗したスターター：${starters}。通った解答例：${solutions}。捕まえた誤答：${mistakes}。`,
    closing: (passed, failed) => `${passed} passed, ${failed} failed`,
  },
});

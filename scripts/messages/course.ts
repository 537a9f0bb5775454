import { bilingual } from "./bilingual.ts";

export const course = bilingual({
  en: {
    types: (targets: number) => `Checking the types of ${targets} targets`,
    tests: (targets: number) => `Running the steps' tests on ${targets} targets`,
    japanese: (targets: number) => `Reading what ${targets} starters are told in Japanese`,
    own: (files: number) => `Running the course's own tests: ${files} files`,
    ownTook: (seconds: string) => `  ${seconds} s for the course's own tests`,
    noBrowser:
      "No Chromium or Chrome was found, so the tests of the page in a browser are left out. CHROME_PATH names one.",
    remembered: (count: number) =>
      `${count} verdicts are remembered, as nothing that they depend on has changed; --all judges everything.`,
    right: (
      starters: number,
      stages: number,
      solutions: number,
      variants: number,
      mistakes: number,
    ) =>
      `Starters that fail as they should: ${starters}. Stages of paths that pass as far as they should: ${stages}. Solutions that pass: ${solutions}, and other right answers: ${variants}. Mistakes caught: ${mistakes}.`,
    took: (seconds: string) => `  ${seconds} s`,
    noSuchPart: (word: string, similar: string[]) =>
      `There is no part ${word}.${similar.length > 0 ? ` Did you mean ${similar.join(", ")}?` : ""} A part is a step (npm test -- 03), a target of one (npm test -- 03/solution), or the course's own tests (npm test -- scripts).`,
    closing: (passed: number, failed: number) => `${passed} passed, ${failed} failed`,
  },
  ja: {
    types: (targets) => `${targets}件の型を検査しています`,
    tests: (targets) => `${targets}件でステップのテストを実行しています`,
    japanese: (targets) => `${targets}件のスターターの日本語メッセージを確かめています`,
    own: (files) => `コース自身のテストを実行しています：${files}ファイル`,
    ownTook: (seconds) => `  コース自身のテストに${seconds}秒`,
    noBrowser:
      "Chromium も Chrome も見つからないので、ブラウザーでのページのテストは省きました。CHROME_PATH で場所を指定できます。",
    remembered: (count) =>
      `${count}件は前回から何も変わっていないので、前回の判定を使いました。すべて判定し直すには --all を付けます。`,
    right: (starters, stages, solutions, variants, mistakes) =>
      `正しく失敗したスターター：${starters}。正しいところまで通った途中の段階：${stages}。通った解答例：${solutions}、ほかの正しい答え：${variants}。見つけた誤答：${mistakes}。`,
    took: (seconds) => `  ${seconds}秒`,
    noSuchPart: (word, similar) =>
      `${word} という部分はありません。${similar.length > 0 ? `${similar.join("、")} のことですか？` : ""}指定できるのは、ステップ（npm test -- 03）、その中の1件（npm test -- 03/solution）、コース自身のテスト（npm test -- scripts）です。`,
    closing: (passed, failed) => `${passed} passed, ${failed} failed`,
  },
});

import { bilingual } from "./bilingual.ts";

export const progress = bilingual({
  en: {
    state: {
      solved: "solved",
      "was-solved": "was solved, changed since",
      begun: "begun",
      "not-begun": "",
    },
    tests: (passed: number, total: number) => `${passed} of ${total} tests`,
    whose: "Whose line is this? It needs the name by which the instructor knows you:",
    summary: (solved: number, all: number) => `${solved} of ${all} steps solved.`,
  },
  ja: {
    state: {
      solved: "完了",
      "was-solved": "完了後に変更あり",
      begun: "作業中",
      "not-begun": "",
    },
    tests: (passed, total) => `テスト${total}件中${passed}件が成功`,
    whose: "誰の1行ですか？ 講師にわかる名前を付けてください：",
    summary: (solved, all) => `${all}ステップ中${solved}ステップが完了しています。`,
  },
});

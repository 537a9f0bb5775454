import { bilingual } from "./bilingual.ts";

export const report = bilingual({
  en: {
    heading: (number: number, title: string, passed: number, all: number) =>
      all > 0
        ? `Step ${number}: ${title} (${passed} of ${all} tests pass)`
        : `Step ${number}: ${title} (no test could run)`,
    printed: "Your code printed:",
    expected: "expected",
    actual: "actual",
    importIt: (line: string) => `What is missing is its import: ${line}`,
    edit: (place: string) => `Edit ${place}`,
    test: (title: string) => `Test: ${title}`,
    readTask: (task: string, readme: string) => `Read: "${task}" in ${readme}`,
    ofTests: (passed: number, all: number) => `${passed} of ${all}`,
    typesToo: "TypeScript says too:",
    onlyTypes: "Every test passes; the step is solved as soon as TypeScript accepts the types too:",
    more: (count: number) => `… and ${count} more`,
    solved: (number: number) => `Step ${number} is solved.`,
    again: (command: string) => `Then run again: ${command}`,
  },
  ja: {
    heading: (number, title, passed, all) =>
      all > 0
        ? `ステップ${number}：${title}（テスト${all}件中${passed}件が成功）`
        : `ステップ${number}：${title}（テストを実行できませんでした）`,
    printed: "あなたのコードの出力：",
    expected: "期待",
    actual: "実際",
    importIt: (line) => `足りないのはこのインポートです：${line}`,
    edit: (place) => `編集するところ：${place}`,
    test: (title) => `テスト：${title}`,
    readTask: (task, readme) => `読み返すところ：${readme} の「${task}」`,
    ofTests: (passed, all) => `${all}件中${passed}件`,
    typesToo: "TypeScript の指摘もあります：",
    onlyTypes: "テストはすべて通りました。あとは、型についての TypeScript の指摘を直せば完了です：",
    more: (count) => `… ほか${count}件`,
    solved: (number) => `ステップ${number}は完了です。`,
    again: (command) => `直したら、もう一度：${command}`,
  },
});

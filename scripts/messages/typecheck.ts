import { bilingual } from "./bilingual.ts";

export const typecheck = bilingual({
  en: {
    right: "Everything compiles: scripts, steps, solutions, slides, benchmarks and the page.",
    wrong: (errors: number) => `${errors} type ${errors === 1 ? "error" : "errors"}`,
  },
  ja: {
    right:
      "すべてコンパイルできました（スクリプト、ステップ、解答例、スライド、ベンチマーク、ページ）。",
    wrong: (errors) => `型エラーが${errors}件あります`,
  },
});

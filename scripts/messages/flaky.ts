import { bilingual } from "./bilingual.ts";

export const flaky = bilingual({
  en: {
    badRounds: (wanted: string) =>
      `${wanted} is no number of rounds: npm run test:flaky -- --rounds 20`,
    round: (round: number, rounds: number, targets: number, loops: number) =>
      `Round ${round} of ${rounds}: ${targets} targets beside ${loops} busy loops`,
    same: (rounds: number) => `${rounds} rounds, and every verdict was what it should be.`,
    different: (count: number) => `${count} verdicts were not what they should be.`,
  },
  ja: {
    badRounds: (wanted) => `${wanted} は回数として使えません：npm run test:flaky -- --rounds 20`,
    round: (round, rounds, targets, loops) =>
      `${rounds}回中${round}回目：CPU を使い続けるループ${loops}個と並行して${targets}件を判定`,
    same: (rounds) => `${rounds}回とも、すべての判定が期待どおりでした。`,
    different: (count) => `${count}件の判定が期待と違いました。`,
  },
});

import { bilingual } from "./bilingual.ts";

export const start = bilingual({
  en: {
    title: "gRPC web chat workshop",
    welcome:
      "Welcome! You will write a chat with gRPC, in steps. Each step has tests that fail until you have\nsolved it: red is expected at first, and tells you what is still missing.",
    allSolved: "You have solved every step. Chat with what you built:\n  npm run web -- --open",
  },
  ja: {
    title: "gRPC Web チャット ワークショップ",
    welcome:
      "ようこそ！gRPC のチャットをステップごとに作っていきます。各ステップには、解けるまで失敗するテストが\nあります。最初に失敗するのは当然で、何が足りないかをテストが教えてくれます。",
    allSolved:
      "すべてのステップが完了しました。自分で作ったものでチャットしてみましょう：\n  npm run web -- --open",
  },
});

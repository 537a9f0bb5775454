import { bilingual } from "./bilingual.ts";

/** For a terminal that does not say which language its person reads. */
const language =
  'Japanese / 日本語で表示するには：export WORKSHOP_LANG=ja (PowerShell: $env:WORKSHOP_LANG = "ja")';

export const start = bilingual({
  en: {
    language,
    title: "gRPC web chat workshop",
    welcome:
      "Welcome! You will write a chat with gRPC, in steps. Each step has tests that\nfail until you have solved it: red is expected at first, and tells you what is\nstill missing.",
    asked: (number: number) =>
      `This begins at step ${number}, as you asked. Without a number npm start goes to where you are.`,
    partOneSolved:
      "You have solved part one, the chat of the talk. Chat with what you built:\n  npm run web -- --open",
    allSolved: "You have solved every step. Chat with what you built:\n  npm run web -- --open",
  },
  ja: {
    language,
    title: "gRPC ウェブチャットのワークショップ",
    welcome:
      "ようこそ！ gRPC のチャットをステップごとに作っていきます。\n各ステップには、解けるまで失敗するテストがあります。最初に失敗するのは当然で、\n何が足りないかをテストが教えてくれます。",
    asked: (number) =>
      `指定されたステップ${number}から始めます。番号なしの npm start で、現在のステップに戻れます。`,
    partOneSolved:
      "第1部（講演のチャット）が完了しました。自分で作ったものでチャットしてみましょう：\n  npm run web -- --open",
    allSolved:
      "すべてのステップが完了しました。自分で作ったものでチャットしてみましょう：\n  npm run web -- --open",
  },
});

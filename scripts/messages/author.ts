import { bilingual } from "./bilingual.ts";

export const author = bilingual({
  en: {
    usage: "Say which step and which mistake: npm run mistake -- 3 never-forgets",
    whichStep: "Say what the new step is called: npm run step:new -- 12-presence",
    badStep: (id: string, like: string) =>
      `${id} is not the next step's name, which is like ${like}: npm run step:new -- ${like}`,
    made: "These files are new, or changed:",
    left: "What is left to write says TODO; npm test -- lint names each place.",
    isFile: (folder: string) => `This is no difference but a file: edit it in ${folder}`,
    edit: (files: string) => `Edit ${files}: each save is judged and kept. Ctrl+C ends.`,
    passed: (passed: number, all: number) => `${passed} of ${all} tests pass.`,
    noTest: "no test fails yet: break something",
    right: "This is as it should be.",
    kept: (page: string) => `The difference is in ${page}.`,
  },
  ja: {
    usage: "ステップと誤答の名前を指定してください：npm run mistake -- 3 never-forgets",
    whichStep: "新しいステップの名前を指定してください：npm run step:new -- 12-presence",
    badStep: (id, like) =>
      `${id} は次のステップの名前になりません（${like} の形にします）：npm run step:new -- ${like}`,
    made: "次のファイルを作成、または変更しました：",
    left: "これから書くところには TODO とあります。npm test -- lint がその場所を示します。",
    isFile: (folder) => `これは差分ではなくファイルです。${folder} で編集してください。`,
    edit: (files) =>
      `${files} を編集してください。保存のたびに判定し、差分を書き戻します。Ctrl+C で終了します。`,
    passed: (passed, all) => `テスト${all}件中${passed}件が成功しました。`,
    noTest: "どのテストもまだ失敗していません。どこかを壊してください",
    right: "期待どおりの結果です。",
    kept: (page) => `差分を ${page} に書きました。`,
  },
});

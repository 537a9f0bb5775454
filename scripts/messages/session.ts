import { bilingual } from "./bilingual.ts";

export const session = bilingual({
  en: {
    polling: "This looks like a network or Windows drive, so files are looked at twice a second.",
    silent:
      "The system did not tell of that save, so from now on the files are looked at twice a second. WORKSHOP_POLL=1 in the environment does so from the beginning.",
    watching: (files: string) => `Watching ${files}: it is tried each time you save it.`,
    starting: "Starting …",
    first: (files: string) => `Trying ${files} against the tests …`,
    trying: (time: string, cause: string) => `${time}  ${cause}Trying …`,
    again: (time: string, cause: string) =>
      `${time}  ${cause}Trying again … What stands above is from before.`,
    changed: (file: string) => `${file} has changed. `,
    deleted: (file: string) => `${file} is not there any more. `,
    tried: (time: string, count: number) => `${time}  Attempt ${count}`,
    missing: (files: string) =>
      `${files} has been deleted. Save it again from your editor, or press r: that puts the starter there.`,
    keys: (what: string) =>
      `h hint · d diff · t try now · n next · l list · r reset · ? ${what} · q quit`,
    mark: { up: "lower hand", down: "raise hand", none: "help" },
    help: (hand: boolean) =>
      [
        "h  the next hint for the test that fails",
        "d  what differs between your file and the solution",
        "t  try now, without a save",
        "n  go on to the next step, once this one is solved",
        "l  all steps, and where you are",
        "r  begin this step anew; your file is kept, and npm run undo gives it back",
        hand
          ? "?  raise your hand on the class board, or lower it; and this list"
          : "?  this list; on a class board (npm run join) it raises your hand too",
        "q  quit; npm start comes back here",
      ].join("\n"),
    solved: (solution: string) => `Well done! Compare it with ${solution}.`,
    pressN: "Press n for the next step.",
    pressH: "press h",
    fresh: (files: string, missing?: string) =>
      [
        `Ready: each time you save ${files}, it is tried.`,
        `Red is expected at first: it says what is still missing.${missing ? " Now that is:" : ""}`,
        ...(missing ? [`  ${missing}`] : []),
      ].join("\n"),
    sureDiff: "This shows the whole solution of the step. Press d again to see it.",
    sureReset:
      "This puts the starter in the place of your file, which is saved first. Press r again to do it.",
    notSolved: (number: number) =>
      `Step ${number} is not solved yet. Press h for a hint; npm run solve -- ${number} takes the solution over, with your file saved first.`,
    wasLast: "That was the last step; an earlier one is not solved yet. Press l to see which.",
    goesOn: "The watch goes on: save the file to try again.",
    bye: "Until next time: npm start comes back to where you are.",
  },
  ja: {
    polling:
      "ネットワークドライブか Windows のドライブのようなので、ファイルを1秒に2回見に行きます。",
    silent:
      "保存がシステムから通知されなかったので、これからはファイルを1秒に2回見に行きます。環境変数 WORKSHOP_POLL=1 を設定しておくと、最初からそうします。",
    watching: (files) => `${files} を監視しています。保存するたびに確かめます。`,
    starting: "準備しています …",
    first: (files) => `${files} をテストで確かめています …`,
    trying: (time, cause) => `${time}  ${cause}確かめています …`,
    again: (time, cause) =>
      `${time}  ${cause}もう一度確かめています …（上に出ているのは前回の結果です）`,
    changed: (file) => `${file} が変わりました。`,
    deleted: (file) => `${file} がなくなりました。`,
    tried: (time, count) => `${time}  ${count}回目の結果`,
    missing: (files) =>
      `${files} が削除されています。エディターからもう一度保存するか、r を押してスターターを置いてください。`,
    keys: (what) =>
      `h ヒント · d 差分 · t いま確かめる · n 次へ · l 一覧 · r リセット · ? ${what} · q 終了`,
    mark: { up: "手を下ろす", down: "挙手", none: "ヘルプ" },
    help: (hand) =>
      [
        "h  失敗しているテストの、次のヒント",
        "d  自分のファイルと解答例の違い",
        "t  保存を待たずに、いま確かめる",
        "n  このステップが完了したら、次のステップへ",
        "l  すべてのステップと、現在のステップ",
        "r  このステップを最初からやり直す（自分のファイルは npm run undo で戻せます）",
        hand
          ? "?  クラスボードで手を挙げる、または下ろす（この一覧も出ます）"
          : "?  この一覧（クラスボードに参加すると、手も挙がります）",
        "q  終了（npm start でここに戻れます）",
      ].join("\n"),
    solved: (solution) => `できました！ ${solution} と見比べてみましょう。`,
    pressN: "n で次のステップへ進みます。",
    pressH: "h を押す",
    fresh: (files, missing) =>
      [
        `準備ができました。${files} を保存するたびに確かめます。`,
        "最初はテストが失敗して当然で、何が足りないかを教えてくれます。",
        ...(missing ? [`いま足りないもの：\n  ${missing}`] : []),
      ].join("\n"),
    sureDiff: "このステップの解答例がすべて表示されます。見るには、もう一度 d を押してください。",
    sureReset:
      "自分のファイルを保存したうえで、スターターに置き換えます。よければ、もう一度 r を押してください。",
    notSolved: (number) =>
      `ステップ${number}はまだ完了していません。h でヒントが見られます。npm run solve -- ${number} で解答例に置き換えることもできます（自分のファイルは先に保存されます）。`,
    wasLast:
      "これが最後のステップですが、まだ完了していないステップがあります。l で確かめられます。",
    goesOn: "監視は続いています。ファイルを保存すると、もう一度確かめます。",
    bye: "おつかれさまでした。npm start でここに戻れます。",
  },
});

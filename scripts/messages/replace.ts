import { bilingual } from "./bilingual.ts";

/** In English, the verb for a list of files that is joined by commas. */
const be = (files: string): string => (files.includes(", ") ? "are" : "is");

export const replace = bilingual({
  en: {
    whichStepToSolve:
      "Say which step: npm run solve -- 1. For all steps up to one: npm run solve -- --to 3",
    whichStepToReset: "Say which step: npm run reset -- 1",
    oneOrAllUpTo:
      "One step, or all up to one? The one: npm run solve -- 3. All: npm run solve -- --to 3",
    done: {
      solve: (files: string) => `${files} ${be(files)} now the reference solution.`,
      reset: (files: string) => `${files} ${be(files)} now the starter.`,
    },
    nothingToDo: {
      solve: (files: string) =>
        `${files} ${be(files)} the reference solution already. Nothing has changed.`,
      reset: (files: string) => `${files} ${be(files)} the starter already. Nothing has changed.`,
    },
    keptSolved: (files: string) => `Solved already, and left as you have it: ${files}`,
    saved: (folder: string) => `What you had is in ${folder}; npm run undo gives it back.`,
    next: (command: string) => `Next: ${command}`,
    nextTwo: (first: string, then: string) => `Next: ${first}, then ${then}`,
    undone: (command: string, files: string) =>
      `${files} ${be(files)} as before "${command}", the last that replaced something and was not undone yet.`,
    undoneAlready: (command: string, files: string) =>
      `${files} ${be(files)} as before "${command}" already. Nothing has changed. To undo what came before that: npm run undo`,
    keptToo: (folder: string) => `What stood there until now is in ${folder}.`,
    saveGone: (folder: string) =>
      `Nothing has changed: ${folder}, which is next to be undone, is no longer there, or damaged. For the one before it: npm run undo`,
    copiesGone: (folder: string, files: string) =>
      `Not given back, as ${folder} has no copy any more: ${files}.`,
    noFile: (file: string) =>
      `Nothing has changed: ${file} is not a file but a folder, or something else. Rename it, then the same command again.`,
    changedMeanwhile: (file: string) =>
      `Nothing has been replaced: ${file} has changed while this command was at work. Once it is saved, the same command again.`,
    nothingToUndo:
      "There is nothing to undo now. Whatever a command has replaced so far is kept in .workshop/saves/.",
  },
  ja: {
    whichStepToSolve:
      "ステップ番号を指定してください：npm run solve -- 1。そこまですべてなら：npm run solve -- --to 3",
    whichStepToReset: "ステップ番号を指定してください：npm run reset -- 1",
    oneOrAllUpTo:
      "1つだけか、そこまですべてか、どちらかにしてください。1つなら：npm run solve -- 3。すべてなら：npm run solve -- --to 3",
    done: {
      solve: (files) => `${files} を解答例に置き換えました。`,
      reset: (files) => `${files} をスターターに戻しました。`,
    },
    nothingToDo: {
      solve: (files) => `${files} はすでに解答例と同じです。何も変えていません。`,
      reset: (files) => `${files} はすでにスターターのままです。何も変えていません。`,
    },
    keptSolved: (files) => `すでに解けているので、そのままにしました：${files}`,
    saved: (folder) => `元のファイルは ${folder} にあります。npm run undo で元に戻せます。`,
    next: (command) => `次は：${command}`,
    nextTwo: (first, then) => `次は：${first}、続けて ${then}`,
    undone: (command, files) =>
      `${files} を、「${command}」の前の状態に戻しました。まだ元に戻していないもののうち、最後にファイルを置き換えた操作です。`,
    undoneAlready: (command, files) =>
      `${files} は、すでに「${command}」の前と同じです。何も変えていません。その1つ前の操作を元に戻すには：npm run undo`,
    keptToo: (folder) => `直前までの内容は ${folder} に残してあります。`,
    saveGone: (folder) =>
      `何も変えていません。次に元に戻すはずの ${folder} がなくなったか、壊れています。その1つ前に戻すには：npm run undo`,
    copiesGone: (folder, files) =>
      `${folder} にコピーが残っていないため、次のファイルは元に戻していません：${files}`,
    noFile: (file) =>
      `何も変えていません。${file} がファイルではなく、フォルダーなどになっています。名前を変えてから、同じコマンドをもう一度実行してください。`,
    changedMeanwhile: (file) =>
      `何も置き換えていません。コマンドの実行中に ${file} の内容が変わりました。保存してから、同じコマンドをもう一度実行してください。`,
    nothingToUndo:
      "元に戻すものは、いまはありません。これまでにコマンドが置き換えたものは .workshop/saves/ に残っています。",
  },
});

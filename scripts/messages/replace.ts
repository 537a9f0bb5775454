import { bilingual } from "./bilingual.ts";

export const replace = bilingual({
  en: {
    whichStepToSolve:
      "Say which step: npm run solve -- 1. For all steps up to one: npm run solve -- --to 3",
    whichStepToReset: "Say which step: npm run reset -- 1",
    oneOrAllUpTo:
      "One step, or all up to one? The one: npm run solve -- 3. All: npm run solve -- --to 3",
    done: {
      solve: (files: string) => `${files} is now the reference solution.`,
      reset: (files: string) => `${files} is now the starter.`,
    },
    nothingToDo: {
      solve: (files: string) => `${files} is the reference solution already. Nothing has changed.`,
      reset: (files: string) => `${files} is the starter already. Nothing has changed.`,
    },
    saved: (folder: string) => `What you had is in ${folder}; npm run undo gives it back.`,
    next: (command: string) => `Next: ${command}`,
    undone: (command: string, files: string) => `${files} is what it was before "${command}".`,
    keptToo: (folder: string) => `What stood there until now is in ${folder}.`,
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
    saved: (folder) => `元のファイルは ${folder} にあります。npm run undo で元に戻せます。`,
    next: (command) => `次は：${command}`,
    undone: (command, files) => `${files} を「${command}」の前の状態に戻しました。`,
    keptToo: (folder) => `直前までの内容は ${folder} に残してあります。`,
    nothingToUndo:
      "元に戻すものは、いまはありません。これまでにコマンドが置き換えたものは .workshop/saves/ に残っています。",
  },
});

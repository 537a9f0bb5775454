import { bilingual } from "./bilingual.ts";

export const loading = bilingual({
  en: {
    unreadable: (place: string, reason: string) =>
      `${place} cannot be read, so no test could run: ${reason}`,
    oddLetter: (place: string, letter: string, advice: string) =>
      `${place} has ${letter}, which may stand only in a comment or in a text.${advice}`,
    noModule: (place: string, message: string) =>
      `${place} imports something that is not there, so no test could run: ${message}`,
    notThere: (place: string, specifier: string) =>
      `${place} imports "${specifier}", which is not there, so no test could run.`,
    throws: (place: string, error: string) =>
      `${place} throws while the file is being loaded, so no test could run: ${error}`,
    exits: (place: string) =>
      `${place} calls \`process.exit\` while the file is being loaded, so no test could run. A file that is imported leaves that to whoever imports it.`,
    noExport: (file: string, name: string) =>
      `${file} does not export \`${name}\`, which the tests call: it has to be there as \`export function ${name}\`.`,
    fileElsewhere: (file: string, target: string) =>
      `${file} is a link to ${target}. Node loads it from there, where neither gen/ nor the course's packages are, so no test could run. Put the file itself in the place of the link.`,
    codeElsewhere: (target: string) =>
      `gen/ is a link to ${target}, from where Node does not find the course's packages. Remove the link; the next run makes gen/ anew:`,
    notUtf8: (file: string) =>
      `${file} is not text in UTF-8, so no test could run. Save it anew in that encoding: editors call it UTF-8, and Windows' Notepad may have written UTF-16.`,
  },
  ja: {
    unreadable: (place, reason) => `${place} を読み取れないので、テストを実行できません：${reason}`,
    oddLetter: (place, letter, advice) =>
      `${place} に${letter}があります。コメントか文字列の中でしか使えない文字です。${advice}`,
    noModule: (place, message) =>
      `${place} が、存在しないものをインポートしているので、テストを実行できません：${message}`,
    notThere: (place, specifier) =>
      `${place} がインポートしている "${specifier}" が存在しないので、テストを実行できません。`,
    throws: (place, error) =>
      `${place} が、ファイルの読み込み中にエラーを投げたので、テストを実行できません：${error}`,
    exits: (place) =>
      `${place} が、ファイルの読み込み中に \`process.exit\` を呼び出したので、テストを実行できません。インポートされるファイルでは、プロセスを終了させません。`,
    noExport: (file, name) =>
      `${file} が、テストの呼び出す \`${name}\` をエクスポートしていません。\`export function ${name}\` の形で必要です。`,
    fileElsewhere: (file, target) =>
      `${file} は ${target} へのリンクです。Node はリンク先のファイルとして読み込みますが、そこには gen/ もコースのパッケージもないので、テストを実行できません。リンクの代わりに、ファイルそのものを置いてください。`,
    codeElsewhere: (target) =>
      `gen/ は ${target} へのリンクです。Node はそこからコースのパッケージを見つけられません。リンクを削除してください（gen/ は次の実行で作り直されます）：`,
    notUtf8: (file) =>
      `${file} が UTF-8 のテキストではないので、テストを実行できません。文字コードを UTF-8 にして保存し直してください（Windows のメモ帳などが UTF-16 で保存することがあります）。`,
  },
});

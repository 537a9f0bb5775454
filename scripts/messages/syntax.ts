import { bilingual } from "./bilingual.ts";

export const syntax = bilingual({
  en: {
    unreadable: (place: string, reason: string) =>
      `${place} cannot be read, so no test could run: ${reason}`,
    oddLetter: (place: string, letter: string, advice: string) =>
      `${place} has ${letter}, which may stand only in a comment or in a text.${advice}`,
    notUtf8: (file: string) =>
      `${file} is not text in UTF-8, so no test could run. Save it anew in that encoding: editors call it UTF-8, and Windows' Notepad may have written UTF-16.`,
  },
  ja: {
    unreadable: (place, reason) => `${place} を読み取れないので、テストを実行できません：${reason}`,
    oddLetter: (place, letter, advice) =>
      `${place} に${letter}があります。コメントか文字列の中でしか使えない文字です。${advice}`,
    notUtf8: (file) =>
      `${file} が UTF-8 のテキストではないので、テストを実行できません。文字コードを UTF-8 にして保存し直してください（Windows のメモ帳などが UTF-16 で保存することがあります）。`,
  },
});

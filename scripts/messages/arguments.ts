import { bilingual } from "./bilingual.ts";

export const args = bilingual({
  en: {
    noSuchFlag: (flag: string, meant?: string) =>
      `There is no flag ${flag} here.${meant ? ` Did you mean ${meant}?` : ""}`,
    needsValue: (flag: string) => `${flag} needs a value.`,
    takesNoValue: (flag: string) => `${flag} takes no value.`,
    oneOf: (flags: string[]) => `${flags.join(" and ")} exclude each other: give one of them.`,
    unclear: (word: string, meant?: string) =>
      `It is not clear what "${word}" is for.${meant ? ` Did you mean ${meant}?` : ""}`,
    keptByNpm: (flags: string[]) =>
      `npm has kept ${flags.join(" and ")} for itself, and which value belongs to which cannot be told. Write each with an equals sign: ${flags.map((flag) => `${flag}=…`).join(" ")}`,
    seeHelp: (command: string) => `What it takes: ${command}`,
    anyFlags: "[flags]",
    byDefault: (purpose: string, value: string) => `${purpose} (${value})`,
    forExample: (command: string) => `For example: ${command}`,
    common: {
      plain: "no colour, no symbols, no cursor movement: for a screen reader or a log",
      verbose: "where something unexpected fails, also where in the code",
      help: "this text",
    },
  },
  ja: {
    noSuchFlag: (flag, meant) =>
      `${flag} というフラグはここにはありません。${meant ? `${meant} のことですか？` : ""}`,
    needsValue: (flag) => `${flag} には値が必要です。`,
    takesNoValue: (flag) => `${flag} は値を取りません。`,
    oneOf: (flags) => `${flags.join(" と ")} は同時には使えません。どれか1つにしてください。`,
    unclear: (word, meant) =>
      `「${word}」が何を指しているのかわかりません。${meant ? `${meant} のことですか？` : ""}`,
    keptByNpm: (flags) =>
      `${flags.join(" と ")} は npm が受け取ってしまい、どの値がどのフラグのものかわかりません。等号でつないで書いてください：${flags.map((flag) => `${flag}=…`).join(" ")}`,
    seeHelp: (command) => `使い方：${command}`,
    anyFlags: "[フラグ]",
    byDefault: (purpose, value) => `${purpose}（既定は ${value}）`,
    forExample: (command) => `例：${command}`,
    common: {
      plain: "色、記号、カーソルの移動なしで表示する（スクリーンリーダーやログ向け）",
      verbose: "予期しないエラーのとき、コードのどこで起きたかも表示する",
      help: "この説明",
    },
  },
});

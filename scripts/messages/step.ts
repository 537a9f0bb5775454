import { bilingual } from "./bilingual.ts";

export const step = bilingual({
  en: {
    restored: (file: string) => `${file} was not there, so it is the starter again.`,
    builtOn: (number: number, earlier: number, sentence: string, command: string) =>
      `Step ${number} is built on step ${earlier}, which is not solved yet:\n  ${sentence}\nFirst: ${command}`,
    regenerated: "gen/ was not what codegen makes of proto/, so it has been generated again.",
    solution: (folder: string) => `Compare it with the reference solution: ${folder}`,
    next: (command: string, title: string, minutes: number, readme: string) =>
      `Next: ${command}, ${title} (about ${minutes} min). Begin with ${readme}`,
    wasLast: "That was the last step.",
  },
  ja: {
    restored: (file) => `${file} がなかったので、スターターを置き直しました。`,
    builtOn: (number, earlier, sentence, command) =>
      `ステップ${number}の土台になるステップ${earlier}が、まだ完了していません。\n  ${sentence}\n先にこちらを：${command}`,
    regenerated: "gen/ が、proto/ からいま生成されるものと違っていたので、生成し直しました。",
    solution: (folder) => `解答例と見比べてみましょう：${folder}`,
    next: (command, title, minutes, readme) =>
      `次は ${command}「${title}」（約${minutes}分）。まず ${readme} を読みましょう。`,
    wasLast: "これが最後のステップでした。",
  },
});

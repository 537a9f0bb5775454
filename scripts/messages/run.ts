import { bilingual } from "./bilingual.ts";

export const run = bilingual({
  en: {
    checking: (file: string) => `Trying ${file} against its tests …`,
    own: (file: string) => `This runs your own ${file}.`,
    fallback: (file: string, solution: string, command: string) =>
      `Your ${file} does not pass its tests and the type check yet, so this runs the solution, ${solution}. To see why: ${command}`,
    fallbackContract: (file: string, command: string) =>
      `Your ${file} is not the chat's contract yet, so this runs the solution of everything. To see why: ${command}`,
  },
  ja: {
    checking: (file) => `${file} をテストで確かめています …`,
    own: (file) => `あなたの ${file} を動かします。`,
    fallback: (file, solution, command) =>
      `あなたの ${file} はテストか型検査にまだ通らないので、解答例の ${solution} を動かします。理由を見るには：${command}`,
    fallbackContract: (file, command) =>
      `あなたの ${file} はまだチャットの契約になっていないので、すべて解答例で動かします。理由を見るには：${command}`,
  },
});

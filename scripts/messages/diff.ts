import { bilingual } from "./bilingual.ts";

export const diff = bilingual({
  en: {
    same: (file: string, solution: string) => `${file} is the same as ${solution}.`,
  },
  ja: {
    same: (file, solution) => `${file} は ${solution} と同じです。`,
  },
});

import { languageOf } from "../../steps/kit/say.ts";

/**
 * The texts of a topic in the learner's language.
 *
 * @param texts the same texts in both languages: one that Japanese lacks, or has too many, does not compile
 */
export function bilingual<Texts>({ en, ja }: { en: Texts; ja: NoInfer<Texts> }): Texts {
  return languageOf() === "ja" ? ja : en;
}

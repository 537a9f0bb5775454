import { join } from "node:path";
import { ROOT } from "../../scripts/ground/paths.ts";
import type { Language } from "../../steps/kit/say.ts";

/** The slides' folder. */
export const SLIDES = join(ROOT, "slides");

/** Where the finished decks go; not in git. */
export const DIST = join(SLIDES, "dist");

/** The languages that the talk is in. */
export const LANGUAGES: Language[] = ["en", "ja"];

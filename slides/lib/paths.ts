import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Language } from "../../steps/kit/say.ts";

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The slides' folder. */
export const SLIDES = join(ROOT, "slides");

/** Where the finished decks go; not in git. */
export const DIST = join(SLIDES, "dist");

/** The languages that the talk is in. */
export const LANGUAGES: Language[] = ["en", "ja"];

import { languageOf } from "../../steps/kit/say.ts";
import { en, type Messages } from "./en.ts";
import { ja } from "./ja.ts";

/** The catalogue in the learner's language. */
export const messages: Messages = languageOf() === "ja" ? ja : en;

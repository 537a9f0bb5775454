import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { say, type Language } from "../../steps/kit/say.ts";
import { SLIDES } from "./paths.ts";

/** What is different at each event. */
const FIELDS = ["speaker", "about", "event", "date", "repository"] as const;

/** A field's value, the same in both languages or one for each. */
type Value = string | Record<Language, string>;

/** What `talk.yaml` says of this talk. */
export type Talk = Record<(typeof FIELDS)[number], Value>;

/** The file that an instructor fills in. */
export const TALK_FILE = "slides/talk.yaml";

/**
 * Reads `talk.yaml`.
 *
 * @throws Error naming the field that is missing
 */
export function readTalk(source = readFileSync(join(SLIDES, "talk.yaml"), "utf8")): Talk {
  const talk = parse(source) as Partial<Talk>;
  const missing = FIELDS.find((field) => talk[field] === undefined);
  if (missing) {
    throw new Error(
      say(`${TALK_FILE} lacks ${missing}`, `${TALK_FILE} に ${missing} がありません`),
    );
  }
  return talk as Talk;
}

/** The fields that nobody has filled in yet. */
export function unfilled(talk: Talk): string[] {
  return FIELDS.filter((field) => /TODO|OWNER/.test(JSON.stringify(talk[field])));
}

/**
 * A text with each `{{field}}` replaced by what `talk.yaml` says.
 *
 * @throws Error if there is no such field
 */
export function fillIn(text: string, talk: Talk, language: Language): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, field: string) => {
    const value = talk[field as keyof Talk];
    if (value === undefined) {
      throw new Error(say(`${TALK_FILE} has no ${field}`, `${TALK_FILE} に ${field} がありません`));
    }
    return typeof value === "string" ? value : value[language];
  });
}

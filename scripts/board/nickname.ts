import { say } from "../../steps/kit/say.ts";
import { Stop } from "../ground/stop.ts";

/** The longest nickname, in what a reader takes for characters. */
export const LONGEST = 20;

/** A nickname as everybody sees it; undefined for what is none. */
export function asNickname(given: string): string | undefined {
  const name = given.normalize("NFC").trim();
  // What steers a terminal or turns the writing around, and marks without a letter.
  const odd =
    /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u{61c}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;
  const length = [...new Intl.Segmenter().segment(name)].length;
  if (name === "" || length > LONGEST || name.length > 4 * LONGEST || odd.test(name))
    return undefined;
  return name;
}

/**
 * Reads a nickname as a person has written it.
 *
 * @throws Stop for what is none
 */
export function readNickname(given: string): string {
  const name = asNickname(given);
  if (name !== undefined) return name;
  throw new Stop(
    say(
      `A nickname has 1 to ${LONGEST} characters in one line: --as hanako`,
      `ニックネームは1行で1文字から${LONGEST}文字までです：--as hanako`,
    ),
  );
}

const ANIMALS: [string, string][] = [
  ["otter", "カワウソ"],
  ["heron", "アオサギ"],
  ["lynx", "ヤマネコ"],
  ["badger", "アナグマ"],
  ["marten", "テン"],
  ["hare", "ノウサギ"],
  ["wren", "ミソサザイ"],
  ["tanuki", "タヌキ"],
  ["newt", "イモリ"],
  ["dormouse", "ヤマネ"],
  ["kestrel", "チョウゲンボウ"],
  ["beetle", "カブトムシ"],
];

/** A nickname for somebody who has named none: that of an animal, with a number that tells two apart. */
export function offerNickname(): string {
  const [english, japanese] = ANIMALS[Math.floor(Math.random() * ANIMALS.length)]!;
  return `${say(english, japanese)}-${10 + Math.floor(Math.random() * 90)}`;
}

import { readFileSync } from "node:fs";
import { referenceRun, type ReferenceRun } from "../../diagrams/reference.ts";
import { CONTRACT, noteBytes, type PlainNote } from "../../measure/contract.ts";
import { measureSlowReader, NOTES, type Backlog } from "../../measure/slow-reader.ts";
import { sizesOf, NOTES as SIZED } from "../../measure/sizes.ts";
import { say, type Language } from "../../../steps/kit/say.ts";
import type { Section, Slide } from "../deck.ts";

/** A figure that a slide or its notes state, in the words that what it was measured from gives today. */
export interface Claim extends Record<Language, string> {
  /** The slide's section, as its file is called. */
  section: string;
}

/** What the claims are made from. */
export interface Measured {
  bench: ReferenceRun;
  slowReader: { hoping: Backlog; waiting: Backlog };
}

/** Measures what takes a second, and reads what takes longer from the benchmark's reference run. */
export async function measure(): Promise<Measured> {
  const hoping = await measureSlowReader(false);
  return { bench: referenceRun(), slowReader: { hoping, waiting: await measureSlowReader(true) } };
}

/** All that the talk states in figures of its own; what a diagram draws needs no claim. */
export function claimsOf({ bench, slowReader }: Measured): Claim[] {
  return [...benchClaims(bench), ...byteClaims(), ...slowReaderClaims(slowReader)];
}

function benchClaims({ unary, codec, "fan-out": fanOut }: ReferenceRun): Claim[] {
  const call = (name: string, inFlight: number) =>
    unary.find((each) => each.contestant === name && each.inFlight === inFlight)!;
  const library = (name: string, text: string, notes: number) =>
    codec.find((e) => e.codec === name && e.text === text && e.notesPerMessage === notes)!;
  const ws = fanOut.find(({ server, subscribers }) => server === "ws" && subscribers === 100)!;
  const notes = ws.ratio.median.toFixed(1);
  const most = Math.round(Math.max(...[1, 100].map((n) => call("undici", n).ratio.median)));
  const fetch = [1, 100].map((inFlight) => call("fetch", inFlight).ratio.median.toFixed(1));
  const decode = [1, 1000].map((n) =>
    library("google-protobuf", "japanese", n).decodeRatio.median.toFixed(1),
  );
  const many = (name: string) => library(name, "ascii", 1000).gzipBytes;
  const larger = Math.round(100 * (many("google-protobuf") / many("json") - 1));
  const connections = [call("grpc-js", 100), call("undici", 100)].map((each) => each.connections);
  return [
    {
      section: "04-contract.md",
      en: `Protobuf is ${larger} % the larger`,
      ja: `Protobuf のほうが${larger}%大きい`,
    },
    {
      section: "05-wire.md",
      en: `gRPC opens _${inWords(connections[0]!)}_ connection, HTTP/1.1 a ${connections[1] === 100 ? "hundred" : connections[1]}`,
      ja: `gRPC の接続は*${connections[0]}本*、HTTP/1.1 の JSON は${connections[1]}本`,
    },
    { section: "05-wire.md", en: `**${notes} times as many**`, ja: `**${notes}倍**` },
    {
      section: "05-wire.md",
      en: `decoding is ${decode.join(" and ")} times JSON's speed`,
      ja: `デコードでは JSON の${decode.join("倍と")}倍`,
    },
    {
      section: "09-when.md",
      en: `up to _${inWords(most)} times_ as fast`,
      ja: `最大*${most}倍*速かった`,
    },
    {
      section: "09-when.md",
      en: `${fetch[0]} times as fast as gRPC alone, ${fetch[1]} with 100 in flight`,
      ja: `gRPC の${fetch[0]}倍、同時100件では${fetch[1]}倍`,
    },
  ];
}

/** What "hi" of alice takes, bare and as the web page sends and receives it. */
function byteClaims(): Claim[] {
  const { json, protobuf } = sizesOf(SIZED.short);
  const { name } = SIZED.short;
  const unset = noteBytes({ name } as PlainNote).length;
  const frame = 5;
  const sent = frame + protobuf;
  // An empty message, and the trailer in a frame of its own.
  const received = frame + frame + "grpc-status: 0\r\n".length;
  const lines = readFileSync(CONTRACT, "utf8").trimEnd().split("\n").length;
  return [
    {
      section: "04-contract.md",
      en: `chat.proto: ${lines === 20 ? "twenty" : lines} lines`,
      ja: `chat.proto を開く。${lines}行`,
    },
    { section: "04-contract.md", en: `: ${unset} bytes, and no`, ja: `：${unset}バイト。` },
    {
      section: "04-contract.md",
      en: `: ${protobuf} bytes; ${json} as JSON`,
      ja: `：${protobuf}バイト。JSON なら${json}バイト`,
    },
    {
      section: "08-web.md",
      en: `takes ${sent + received} bytes, and _${json + "{}".length} in JSON_`,
      ja: `送信に${sent + received}バイト、_JSON なら${json + "{}".length}_`,
    },
    {
      section: "08-web.md",
      en: `takes ${sent} bytes, and ${frame + json} in JSON`,
      ja: `1件が${sent}バイト、JSON なら${frame + json}`,
    },
  ];
}

function slowReaderClaims({ hoping, waiting }: Measured["slowReader"]): Claim[] {
  const [all, queued] = [NOTES, hoping.queued].map((each) => each.toLocaleString("en"));
  return [
    {
      section: "06-server.md",
      en: `of ${all} notes, ${queued} queue up in the server; with this condition, ${waiting.queued}`,
      ja: `1万件中${queued}件がサーバーにたまる。この条件付きなら${waiting.queued}件`,
    },
  ];
}

/** A small number as English writes it. */
function inWords(number: number): string {
  const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  return words[number] ?? String(number);
}

/** What draws the benchmark's reference run, and so cannot differ from it. */
const DRAWN = /^<<< diagram (?:unary|codec|header)-bars$/m;

/**
 * A sentence for each claim that no slide of its section makes any more, and for each slide that names
 * the benchmark and neither draws it nor makes a claim.
 */
export function checkFigures(sections: Section[], claims: Claim[], language: Language): string[] {
  const problems: string[] = [];
  for (const { file, slides } of sections) {
    const own = claims.filter(({ section }) => file.endsWith(`/${section}`));
    const states = (slide: Slide, claim: Claim) => slide.text.includes(claim[language]);
    for (const claim of own.filter((each) => !slides.some((slide) => states(slide, each)))) {
      problems.push(
        say(
          `${file}: what was measured now says "${claim[language]}", and no slide does`,
          `${file}：実測値に合う「${claim[language]}」が、どのスライドにもありません`,
        ),
      );
    }
    for (const slide of slides) {
      if (!slide.text.includes("npm run bench") || DRAWN.test(slide.text)) continue;
      if (own.some((claim) => states(slide, claim))) continue;
      problems.push(
        say(
          `${file}:${slide.line}: it names the benchmark, and lib/checks/figures.ts knows no figure of it`,
          `${file}:${slide.line}：ベンチマークの名がありますが、lib/checks/figures.ts にその数値がありません`,
        ),
      );
    }
  }
  return problems;
}

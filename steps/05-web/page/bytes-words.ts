import type { Kind, Problem, Segment } from "./bytes.ts";

const WIRE_TYPES: Record<number, string> = {
  0: "varint",
  1: "64-bit",
  2: "length-delimited",
  5: "32-bit",
};

const en = {
  bytes: "Bytes, one group after the other with the arrow keys",
  json: "The same as JSON",
  nothing: "0 bytes: every field has its default value, and proto3 leaves those out.",
  more: (count: number) => `… ${count.toLocaleString("en")} more bytes`,
  kinds: {
    "prefix-flag": "prefix: compressed?",
    "prefix-length": "prefix: length",
    tag: "tag",
    length: "length",
    value: "value",
    compressed: "compressed message",
    trailers: "trailers",
    unread: "not readable",
  } satisfies Record<Kind, string>,
  compressed: (flag: number): string =>
    flag & 0x80 ? "trailers follow" : flag & 1 ? "compressed" : "not compressed",
  prefixFlag: (means: string) => `gRPC's prefix: ${means}`,
  prefixLength: (length: string) => `gRPC's prefix: the length of the message, ${length} bytes`,
  tag: (number: number, name: string | undefined, wireType: string) =>
    `tag: field ${number} (${name ?? "not in the contract"}), wire type ${wireType}`,
  length: (length: string) => `length: ${length} bytes`,
  value: (value: string) => `value: ${value}`,
  trailers: (text: string) => `gRPC-Web's trailers: ${text}`,
  unread: (why: string) => `not readable: ${why}`,
  problems: {
    "ends-early": "it ends in the middle",
    "long-varint": "a varint has at most ten bytes",
    "no-field": "there is no field with this number",
    "wire-type": "proto3 does not use this wire type",
    "too-many": "more than is taken apart here",
  } satisfies Record<Problem, string>,
};

const ja: typeof en = {
  bytes: "バイト列。矢印キーで1まとまりずつ進みます",
  json: "同じ内容の JSON",
  nothing: "0バイト：どのフィールドも既定値で、proto3 はそれを省きます。",
  more: (count) => `…あと${count.toLocaleString("ja")}バイト`,
  kinds: {
    "prefix-flag": "プレフィックス：圧縮の有無",
    "prefix-length": "プレフィックス：長さ",
    tag: "タグ",
    length: "長さ",
    value: "値",
    compressed: "圧縮されたメッセージ",
    trailers: "トレーラー",
    unread: "読み取れない部分",
  },
  compressed: (flag) => (flag & 0x80 ? "続きはトレーラー" : flag & 1 ? "圧縮あり" : "圧縮なし"),
  prefixFlag: (means) => `gRPC のプレフィックス：${means}`,
  prefixLength: (length) => `gRPC のプレフィックス：メッセージの長さは${length}バイト`,
  tag: (number, name, wireType) =>
    `タグ：フィールド${number}（${name ?? "契約にない"}）、ワイヤータイプ${wireType}`,
  length: (length) => `長さ：${length}バイト`,
  value: (value) => `値：${value}`,
  trailers: (text) => `gRPC-Web のトレーラー：${text}`,
  unread: (why) => `読み取れません：${why}`,
  problems: {
    "ends-early": "途中で終わっています",
    "long-varint": "varint は最長10バイトです",
    "no-field": "この番号のフィールドはありません",
    "wire-type": "proto3 では使わないワイヤータイプです",
    "too-many": "多すぎるので、ここまでにします",
  },
};

/** What is said of bytes, in each language. */
export const bytesWords = { en, ja };

export type BytesWords = typeof en;

/** What some bytes say, in a line. */
export function describeSegment(segment: Segment, words: BytesWords): string {
  const { kind, field, meaning, problem } = segment;
  const why = problem ? words.problems[problem] : "";
  const says = {
    "prefix-flag": () => words.prefixFlag(words.compressed(Number(meaning))),
    "prefix-length": () => words.prefixLength(meaning),
    tag: () => {
      const { number, wireType, name } = field!;
      const type = WIRE_TYPES[wireType];
      return words.tag(number, name, type ? `${wireType} (${type})` : String(wireType));
    },
    length: () => words.length(meaning),
    value: () => words.value(meaning),
    compressed: () => words.kinds.compressed,
    trailers: () => words.trailers(meaning.trim()),
    unread: () => words.unread(why),
  }[kind]();
  return problem && kind !== "unread" ? `${says}; ${why}` : says;
}

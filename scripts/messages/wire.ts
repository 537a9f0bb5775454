import { bilingual } from "./bilingual.ts";

export const wire = bilingual({
  en: {
    json: (bytes: number) => `As JSON: ${bytes} bytes`,
    protobuf: (bytes: number) => `As a Note in Protocol Buffers: ${bytes} bytes`,
    framed: (bytes: number) => `As gRPC sends it, in its frame: ${bytes} bytes`,
    nothing: "(no bytes: every field has its default value, and proto3 leaves those out)",
    tag: (field: number, name: string, wireType: number, kind: string) =>
      `tag: field ${field} (${name}), wire type ${wireType} (${kind})`,
    unknownField: "unknown",
    length: (length: number) => `length: ${length} bytes`,
    value: (value: string) => `value: ${value}`,
    flag: "flag: not compressed",
    frameLength: (length: number) => `length of the message: ${length}`,
    message: "the message, as above",
  },
  ja: {
    json: (bytes) => `JSON では${bytes}バイト`,
    protobuf: (bytes) => `Protocol Buffers の Note では${bytes}バイト`,
    framed: (bytes) => `gRPC が送るフレームでは${bytes}バイト`,
    nothing: "（0バイト：どのフィールドも既定値で、proto3 はそれを省きます）",
    tag: (field, name, wireType, kind) =>
      `タグ：フィールド${field}（${name}）、ワイヤータイプ${wireType}（${kind}）`,
    unknownField: "未知",
    length: (length) => `長さ：${length}バイト`,
    value: (value) => `値：${value}`,
    flag: "フラグ：圧縮なし",
    frameLength: (length) => `メッセージの長さ：${length}`,
    message: "上と同じメッセージ",
  },
});

import { bytesWords } from "../../../steps/05-web/page/bytes-words.ts";
import { frameWords } from "../../messages/frames.ts";

const en = {
  bytes: bytesWords.en,
  frames: frameWords.en,
  title: "gRPC on the wire",
  filter: "Show only calls with this text",
  filterHint: "SendNote, unary, OK…",
  pause: "Pause",
  resume: (waiting: number) => (waiting > 0 ? `Go on (${waiting})` : "Go on"),
  clear: "Clear",
  save: "Save",
  open: "Open…",
  details: "The frame",
  keys: "Each mark is a frame: the client's in the upper lane, the server's in the lower. H is headers (with a double edge: the trailers, with the status), D a message, R the end of a stream at once. Choose one; the arrow keys go on from it.",
  empty: (from: string, to: string) =>
    `Nothing has come yet. What is sent to ${from} is passed on to ${to} and shows here.`,
  emptyCommand: (from: string) => `npm run chat -- --name alice --address ${from}`,
  live: (from: string, to: string) => `${from} → ${to}`,
  lost: "npm run inspect has ended. What it showed is still here.",
  recorded: (when: string) =>
    `A recorded session, of ${when}. Reload the page for what happens now.`,
  notASession: "This file is no session that npm run inspect has saved.",
  older: (count: number) => `${count.toLocaleString("en")} older events are not shown any more.`,
  choose: "Choose a mark: here is what its bytes say.",
  connection: (number: number) => `Connection ${number}`,
  connectionRow: "The connection itself",
  noMethod: "unknown method",
  running: "open",
  ended: "ended",
  noStatus: "cut off",
  endedBy: { client: "cancelled", server: "reset by the server" },
  ms: (ms: number) => (ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`),
  gap: (ms: number) =>
    ms < 60_000 ? `+${(ms / 1000).toFixed(1)} s` : `+${Math.round(ms / 60_000)} min`,
  markOf: (type: string, from: string, bytes: string, about: string) =>
    `${type} from the ${from}, ${bytes}${about && `, ${about}`}`,
  messages: (count: number) => (count === 1 ? "1 message" : `${count} messages`),
  nine: "The nine bytes before each payload",
  length: "length",
  type: "type",
  flags: "flags",
  stream: "stream",
  none: "none",
  theConnection: "0, the connection",
  payload: "In the payload",
  headers: "Headers",
  name: "Name",
  value: "Value",
  packed: (bytes: number) => `HPACK: ${bytes} B`,
  plain: (bytes: number) => `as text: ${bytes} B`,
  message: (number: number) => `Message ${number}`,
  unpacked: "Unpacked",
};

const ja: typeof en = {
  bytes: bytesWords.ja,
  frames: frameWords.ja,
  title: "gRPC の通信",
  filter: "この文字を含む呼び出しだけを表示",
  filterHint: "絞り込み（SendNote など）",
  pause: "一時停止",
  resume: (waiting) => (waiting > 0 ? `再開（${waiting}件）` : "再開"),
  clear: "消す",
  save: "保存",
  open: "開く…",
  details: "フレームの中身",
  keys: "印の1つ1つがフレームです。上の段がクライアント、下の段がサーバーの送ったものです。H はヘッダー（二重の枠はステータスを運ぶトレーラー）、D はメッセージ、R はストリームの打ち切りです。1つ選ぶと、あとは矢印キーでたどれます。",
  empty: (from, to) =>
    `まだ何も届いていません。${from} に送ったものが ${to} に中継され、ここに表示されます。`,
  emptyCommand: en.emptyCommand,
  live: en.live,
  lost: "npm run inspect は終了しました。表示されている内容は残っています。",
  recorded: (when) =>
    `記録されたセッションです（${when}）。再読み込みすると、いまの通信に戻ります。`,
  notASession: "このファイルは、npm run inspect が保存したセッションではありません。",
  older: (count) => `これより古い出来事${count.toLocaleString("ja")}件は、もう表示していません。`,
  choose: "印を選ぶと、そのバイト列の意味がここに出ます。",
  connection: (number) => `接続 ${number}`,
  connectionRow: "接続そのもの",
  noMethod: "不明なメソッド",
  running: "継続中",
  ended: "終了",
  noStatus: "途中で切断",
  endedBy: { client: "キャンセル", server: "サーバーがリセット" },
  ms: (ms) => (ms < 1000 ? `${ms.toFixed(1)} ミリ秒` : `${(ms / 1000).toFixed(2)}秒`),
  gap: (ms) => (ms < 60_000 ? `+${(ms / 1000).toFixed(1)}秒` : `+${Math.round(ms / 60_000)}分`),
  markOf: (type, from, bytes, about) => `${from}の ${type}、${bytes}${about && `、${about}`}`,
  messages: (count) => `メッセージ${count}件`,
  nine: "どのフレームにも先頭にある9バイト",
  length: "長さ",
  type: "種類",
  flags: "フラグ",
  stream: "ストリーム",
  none: "なし",
  theConnection: "0（接続そのもの）",
  payload: "中身",
  headers: "ヘッダー",
  name: "名前",
  value: "値",
  packed: (bytes) => `HPACK：${bytes} B`,
  plain: (bytes) => `文字のまま：${bytes} B`,
  message: (number) => `メッセージ ${number}`,
  unpacked: "展開したもの",
};

/** The reader's language, by the browser's. */
const language = navigator.language.startsWith("ja") ? "ja" : "en";

/** What the page says. */
export const words = language === "ja" ? ja : en;

/** Puts the words into the page: each element names its own in `data-words`. */
export function translate(root: HTMLElement): void {
  root.lang = language;
  document.title = words.title;
  for (const each of root.querySelectorAll<HTMLElement>("[data-words]")) {
    each.textContent = String(words[each.dataset["words"] as keyof typeof words]);
  }
}

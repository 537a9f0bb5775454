import { bilingual } from "./bilingual.ts";
import { frameWords } from "./frames.ts";

export const inspect = bilingual({
  en: {
    frames: frameWords.en,
    listening: (from: string, to: string) =>
      `What comes to ${from} is passed on to ${to}, and shown. Ctrl+C stops it.`,
    next: (command: string) => `Chat through it from another terminal: ${command}`,
    page: (url: string) => `What goes over the wire: ${url}`,
    cannotListen: (address: string, reason: string, command: string) =>
      `${address} is taken or cannot be used (${reason}). Try another: ${command}`,
    cannotListenAt: (address: string, reason: string) =>
      `It is not possible to listen on ${address} (${reason}).`,
    circle: (address: string) =>
      `${address} would pass on to itself. Name the server with --to: --to 127.0.0.1:50051`,
    noContract: (reason: string) =>
      `The contracts in proto/ cannot be read, so messages show numbers for names:\n${reason}`,
    brokenContract: (reason: string) =>
      `The contracts in proto/ cannot be read, so messages show as before the change:\n${reason}`,
    contractChanged: "The contracts in proto/ have changed: messages show by the new ones.",
    stopped: "Stopped.",
  },
  ja: {
    frames: frameWords.ja,
    listening: (from, to) =>
      `${from} に来た通信を ${to} へ中継しながら、内容を表示します。Ctrl+C で止まります。`,
    next: (command) => `別のターミナルから、これを通してチャットできます：${command}`,
    page: (url) => `通信の中身はこちら：${url}`,
    cannotListen: (address, reason, command) =>
      `${address} は使用中か、使えません（${reason}）。別のアドレスを使うには：${command}`,
    cannotListenAt: (address, reason) => `${address} では待ち受けられません（${reason}）。`,
    circle: (address) =>
      `${address} から自分自身へ中継することになります。サーバーを --to で指定してください：--to 127.0.0.1:50051`,
    noContract: (reason) =>
      `proto/ の契約を読めないので、フィールドを名前ではなく番号で示します：\n${reason}`,
    brokenContract: (reason) =>
      `proto/ の契約を読めないので、変更前の契約のまま表示します：\n${reason}`,
    contractChanged: "proto/ の契約が変わったので、新しい契約でメッセージを表示します。",
    stopped: "停止しました。",
  },
});

import { bilingual } from "./bilingual.ts";
import { frameWords } from "./frames.ts";

export const inspect = bilingual({
  en: {
    frames: frameWords.en,
    listening: (from: string, to: string) =>
      `What comes to ${from} is passed on to ${to}, and shown. Ctrl+C stops it.`,
    next: (command: string) => `Chat through it from another terminal: ${command}`,
    cannotListen: (address: string, reason: string, command: string) =>
      `${address} is taken or cannot be used (${reason}). Try another: ${command}`,
    circle: (address: string) =>
      `${address} would pass on to itself. Name the server with --to: --to 127.0.0.1:50051`,
    noContract: (folder: string, reason: string, command: string) =>
      `The contracts in ${folder} cannot be read, so messages show numbers for names. Why: ${command}\n${reason}`,
    notAlone: (host: string) =>
      `It listens on ${host}, and not on this machine alone: anybody who reaches it can use the server behind it.`,
    stopped: "Stopped.",
  },
  ja: {
    frames: frameWords.ja,
    listening: (from, to) =>
      `${from} に来た通信を ${to} へ中継しながら、内容を表示します。Ctrl+C で止まります。`,
    next: (command) => `別のターミナルから、これを通してチャットできます：${command}`,
    cannotListen: (address, reason, command) =>
      `${address} は使用中か、使えません（${reason}）。別のものを試すには：${command}`,
    circle: (address) =>
      `${address} から自分自身へ中継することになります。サーバーを --to で指定してください：--to 127.0.0.1:50051`,
    noContract: (folder, reason, command) =>
      `${folder} の契約を読めないので、フィールドを名前ではなく番号で示します。理由を見るには：${command}\n${reason}`,
    notAlone: (host) =>
      `${host} で待ち受けています。このマシンの外からも届き、届く人は誰でもこの先のサーバーを使えます。`,
    stopped: "停止しました。",
  },
});

import { bilingual } from "./bilingual.ts";

export const web = bilingual({
  en: {
    listening: (url: string) => `The web chat is at ${url} Ctrl-C stops it.`,
    terminal: (command: string) => `Chat with it from a terminal: ${command}`,
    notAlone: (host: string) =>
      `It listens on ${host}, and not on this machine alone. Nothing is encrypted, and anybody who reaches it can read and write.`,
    badPort: (given: string) => `--port takes a number from 0 to 65535, not "${given}".`,
    cannotListen: (reason: string, command: string) =>
      `The web chat cannot listen there (${reason}). Try another port: ${command}`,
    noBrowser: (url: string) => `No browser could be opened. Open it yourself: ${url}`,
    stopped: "Stopped.",
  },
  ja: {
    listening: (url) => `ウェブチャットはこちらです：${url} 止めるには Ctrl-C を押します。`,
    terminal: (command) => `ターミナルからも参加できます：${command}`,
    notAlone: (host) =>
      `${host} で待ち受けています。このマシンの外からも届きます。通信は暗号化されず、届く人は誰でも読み書きできます。`,
    badPort: (given) => `--port には 0 から 65535 までの数を指定します。「${given}」は使えません。`,
    cannotListen: (reason, command) =>
      `そのポートでは待ち受けられません（${reason}）。別のポートを使うには：${command}`,
    noBrowser: (url) => `ブラウザーを開けませんでした。次のアドレスを開いてください：${url}`,
    stopped: "停止しました。",
  },
});

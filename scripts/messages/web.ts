import { bilingual } from "./bilingual.ts";

export const web = bilingual({
  en: {
    listening: (url: string) => `The web chat is at ${url} Ctrl+C stops it.`,
    terminal: (command: string) => `Chat with it from a terminal: ${command}`,
    cannotListen: (reason: string, command: string) =>
      `The web chat cannot listen there (${reason}). Try another port: ${command}`,
    cannotListenAt: (host: string, reason: string) =>
      `The web chat cannot listen on ${host} (${reason}). This machine alone reaches it at: --host 127.0.0.1`,
    badUrl: (given: string) =>
      `"${given}" is not the address of a site, such as https://chat.example: --url https://chat.example`,
    noBrowser: (url: string) => `No browser could be opened. Open it yourself: ${url}`,
    stopped: "Stopped.",
  },
  ja: {
    listening: (url) => `ウェブチャットはこちらです：${url} 止めるには Ctrl+C を押します。`,
    terminal: (command) => `ターミナルからも参加できます：${command}`,
    cannotListen: (reason, command) =>
      `そのポートでは待ち受けられません（${reason}）。別のポートを使うには：${command}`,
    cannotListenAt: (host, reason) =>
      `${host} では待ち受けられません（${reason}）。このマシンだけで使うには：--host 127.0.0.1`,
    badUrl: (given) =>
      `「${given}」はサイトのアドレス（https://chat.example など）ではありません：--url https://chat.example`,
    noBrowser: (url) => `ブラウザーを開けませんでした。次のアドレスを開いてください：${url}`,
    stopped: "停止しました。",
  },
});

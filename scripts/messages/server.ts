import { bilingual } from "./bilingual.ts";

export const server = bilingual({
  en: {
    listening: (address: string) => `The chat server listens on ${address}. Ctrl-C stops it.`,
    next: (command: string) => `Chat with it from another terminal: ${command}`,
    badPort: (given: string) => `--port takes a number from 0 to 65535, not "${given}".`,
    cannotListen: (port: number, reason: string, command: string) =>
      `Port ${port} is taken or cannot be used (${reason}). Stop the server that has it, or use another port: ${command}`,
    stopped: "Stopped.",
  },
  ja: {
    listening: (address) =>
      `チャットサーバーが ${address} で待ち受けています。Ctrl-C で止まります。`,
    next: (command) => `別のターミナルからチャットできます：${command}`,
    badPort: (given) =>
      `--port には0から65535までの数を指定してください。「${given}」は使えません。`,
    cannotListen: (port, reason, command) =>
      `ポート${port}は使用中か、使えません（${reason}）。使っているサーバーを止めるか、別のポートを使ってください：${command}`,
    stopped: "停止しました。",
  },
});

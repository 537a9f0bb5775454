import { bilingual } from "./bilingual.ts";

export const chat = bilingual({
  en: {
    nameMissing: "Say who you are: npm run chat -- --name alice",
    joined: (name: string, address: string) =>
      `You are ${name}, on ${address}. Type a line and press Enter; Ctrl+C leaves.`,
    serverEnded: "The server has ended the stream.",
    mayHaveArrived: "The note may have arrived all the same.",
    serverThere: (port: number) =>
      `A server on port ${port} starts with: npm run server -- --port ${port}`,
    finishLine: "The chat has ended. Press Enter to leave; your line stays here.",
    notSent: (line: string) => `Not sent: ${line}`,
    left: "You have left the chat.",
  },
  ja: {
    nameMissing: "名前を指定してください：npm run chat -- --name alice",
    joined: (name, address) =>
      `${name} として ${address} に接続します。1行入力して Enter で送信、Ctrl+C で退出します。`,
    serverEnded: "サーバーがストリームを終了しました。",
    mayHaveArrived: "ただし、ノートは届いているかもしれません。",
    serverThere: (port) =>
      `ポート${port}でサーバーを起動するには：npm run server -- --port ${port}`,
    finishLine:
      "チャットは終了しました。Enter で終わります。入力中の行は送られず、この画面に残ります。",
    notSent: (line) => `送信されませんでした：${line}`,
    left: "チャットから退出しました。",
  },
});

import { bilingual } from "./bilingual.ts";

export const server = bilingual({
  en: {
    listening: (address: string) => `The chat server listens on ${address}. Ctrl+C stops it.`,
    next: (command: string) => `Chat with it from another terminal: ${command}`,
    cannotListen: (port: number, reason: string, command: string) =>
      `Port ${port} is taken or cannot be used (${reason}). Stop the server that has it, or use another port: ${command}`,
    notAlone: (host: string) =>
      `It listens on ${host}, and not on this machine alone. Nothing is encrypted, and anybody who reaches it can read and write.`,
    others: "From another machine, if the network lets machines see each other:",
    noOthers: "This machine is on no network, so no other machine reaches it.",
    stopped: "Stopped.",
  },
  ja: {
    listening: (address) =>
      `チャットサーバーが ${address} で待ち受けています。Ctrl+C で止まります。`,
    next: (command) => `別のターミナルからチャットできます：${command}`,
    cannotListen: (port, reason, command) =>
      `ポート${port}は使用中か、使えません（${reason}）。使っているサーバーを止めるか、別のポートを使ってください：${command}`,
    notAlone: (host) =>
      `${host} で待ち受けています。このマシンの外からも届きます。通信は暗号化されず、届く人は誰でも読み書きできます。`,
    others: "別のマシンから（マシン同士が通信できるネットワークの場合）：",
    noOthers: "このマシンはネットワークにつながっていないので、別のマシンからは届きません。",
    stopped: "停止しました。",
  },
});

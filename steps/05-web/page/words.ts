import { language } from "./translate.ts";

const en = {
  title: "gRPC web chat",
  welcome: "Come in",
  invitation: "Everybody here sees what you write, with your name beside it.",
  yourName: "Your name",
  join: "Join",
  yourNote: "Your note",
  send: "Send",
  namePlaceholder: "such as alice",
  notePlaceholder: "Write a note",
  hint: "Enter sends, Shift+Enter begins a new line.",
  newest: "New notes ↓",
  log: "Notes",
  you: "you",
  empty: "No notes yet. Write the first one.",
  older: (most: number) =>
    `The newest ${most.toLocaleString("en")} notes are shown; there are older ones.`,
  connecting: "connecting…",
  connected: "connected",
  gone: (seconds: number) => `the server is gone, trying again in ${seconds} s`,
  crowded: (seconds: number) =>
    `the chat has as many pages as it takes, trying again in ${seconds} s`,
  offline: "you are offline; this goes on when you are back",
  anew: "The server has begun anew, and has forgotten the notes above.",
  full: "This browser has no connection left for the chat: over HTTP/1.1 it opens six to a site, and each open page of the chat keeps one for its stream. What you send waits until you close one of the pages. Over HTTP/2 they would all share a single connection.",
  notSent: (why: string) => `Not sent: ${why}`,
  unreachable: "the server cannot be reached. Your text is still here.",
  late: "no answer in time. It may have arrived all the same: look before you send it again.",
  tooLong: (bytes: number, most: number) =>
    `the text has ${bytes.toLocaleString("en")} bytes, and a note has ${most.toLocaleString("en")} at most.`,
  tooLarge: "the note is larger than anything the server takes. Shorten it.",
  serverSays: (sentence: string) => `the server says “${sentence}”.`,
  tooFast: (seconds: string) =>
    `more notes came from your address than one may send. Try again in ${seconds} s; your text is still here.`,
  notWellFormed:
    "there is half a character in it, such as half an emoji, which cannot be sent as it is. Delete it or type it again.",
  nameTooLong: "That name is too long: at most 64 bytes.",
  wire: "On the wire",
  call: "Call",
  sent: "Sent",
  received: "Received",
  asJson: "As JSON",
  measured: "Measured",
  open: "open",
  bytes: (count: number) => `${count.toLocaleString("en")} B`,
  sum: (real: string, json: string, percent: number) =>
    `Sent and received so far: ${real}. The same calls in JSON would take ${json}; what went is ${percent}\u00a0% of that.`,
  lastSent: "Sent last",
  lastReceived: "Received last",
  trailers: "Trailers",
  invite: "Invite",
  inviteTitle: "Come in with your phone",
  inviteNear: "The phone has to be in the same network as this machine.",
  inviteNote: "Everybody who opens the address can read and write here.",
  qrOf: (address: string) => `QR code of ${address}`,
  close: "Close",
  wireNote:
    "Measured: the bytes of the bodies, with gRPC-Web's frames and trailers. HTTP's headers come on top, in both. JSON: what the same gateway sends for the same call with Connect in JSON.",
};

const ja: typeof en = {
  title: "gRPC ウェブチャット",
  welcome: "ようこそ",
  invitation: "書いたノートは、名前と一緒に全員に表示されます。",
  yourName: "お名前",
  join: "参加する",
  yourNote: "ノート",
  send: "送信",
  namePlaceholder: "例：花子",
  notePlaceholder: "ノートを書く",
  hint: "Enter で送信、Shift+Enter で改行します。",
  newest: "新しいノート ↓",
  log: "ノートの一覧",
  you: "あなた",
  empty: "ノートはまだありません。最初の1件を書いてみましょう。",
  older: (most) =>
    `新しいほうから${most.toLocaleString("ja")}件を表示しています。これより古いノートもあります。`,
  connecting: "接続しています…",
  connected: "接続済み",
  gone: (seconds) => `サーバーが応答しません。${seconds}秒後にもう一度試します`,
  crowded: (seconds) =>
    `開いているページの数が上限に達しています。${seconds}秒後にもう一度試します`,
  offline: "オフラインです。つながったら再開します",
  anew: "サーバーが起動し直されました。これより上のノートは、サーバーには残っていません。",
  full: "このブラウザーには、チャットのための接続が残っていません。HTTP/1.1 ではサイトごとに6本までで、開いているチャットのページがそれぞれ1本をストリームに使っています。どれかのページを閉じるまで、送信は待たされます。HTTP/2 なら、すべてが1本の接続を共有します。",
  notSent: (why) => `送信できませんでした：${why}`,
  unreachable: "サーバーに接続できません。書いたものはそのまま残っています。",
  late: "時間内に応答がありませんでした。届いているかもしれないので、確かめてから送り直してください。",
  tooLong: (bytes, most) =>
    `本文が${bytes.toLocaleString("ja")}バイトあります。1つのノートは${most.toLocaleString("ja")}バイトまでです。`,
  tooLarge: "ノートがサーバーの受け取れる大きさを超えています。短くしてください。",
  serverSays: (sentence) => `サーバーからの返事は「${sentence}」です。`,
  tooFast: (seconds) =>
    `同じアドレスから送れるノートの数を超えました。${seconds}秒後にもう一度送ってください。書いたものはそのまま残っています。`,
  notWellFormed:
    "絵文字の半分など、文字として欠けたものが含まれていて、そのままでは送れません。消すか、入力し直してください。",
  nameTooLong: "名前が長すぎます。64バイトまでです。",
  wire: "通信の中身",
  call: "呼び出し",
  sent: "送信",
  received: "受信",
  asJson: "JSON なら",
  measured: "実測",
  open: "継続中",
  bytes: (count) => `${count.toLocaleString("ja")} B`,
  sum: (real, json, percent) =>
    `これまでの送受信は ${real} です。同じ呼び出しを JSON で行うと ${json} になり、実際の量はその ${percent}\u00a0% です。`,
  lastSent: "最後に送ったメッセージ",
  lastReceived: "最後に受け取ったメッセージ",
  trailers: "トレーラー",
  invite: "招待する",
  inviteTitle: "スマートフォンから参加する",
  inviteNear: "このマシンと同じネットワークにつながっている必要があります。",
  inviteNote: "このアドレスを開いた人は、誰でもノートを読み、書き込めます。",
  qrOf: (address) => `${address} の QR コード`,
  close: "閉じる",
  wireNote:
    "本文のバイト数を実際に数えています（gRPC-Web のフレームとトレーラーを含む）。HTTP ヘッダーはどちらの場合も別にかかります。JSON は、同じ呼び出しを Connect の JSON で行ったときに同じゲートウェイが送るバイト数です。",
};

/** What the page says. */
export const words = language === "ja" ? ja : en;

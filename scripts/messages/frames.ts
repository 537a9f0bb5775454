// What `npm run inspect` says of frames, in the terminal and on its page: a browser has no process to
// ask for its language, so both are here, and whoever shows them chooses.
import type { CallKind } from "../inspect/calls.ts";
import type { FrameProblem, Protocol, Side } from "../inspect/events.ts";

const en = {
  sides: { client: "client", server: "server" } satisfies Record<Side, string>,
  protocols: {
    h2: "HTTP/2",
    "http/1.1": "HTTP/1.1",
    tls: "TLS",
    other: "neither HTTP/2 nor HTTP/1.1",
  } satisfies Record<Protocol, string>,
  kinds: {
    unary: "unary",
    server_streaming: "server streaming",
    client_streaming: "client streaming",
    bidi_streaming: "bidirectional streaming",
  } satisfies Record<CallKind, string>,
  bytes: (count: number) => `${count.toLocaleString("en")} bytes`,
  skipped: (count: number) =>
    `${count.toLocaleString("en")} events came faster than they could be shown here.`,
  opened: (client: string) => `A client has connected, from ${client}.`,
  spoken: {
    h2: "HTTP/2: the client has sent its preface, and frames follow in both directions.",
    "http/1.1":
      "This connection speaks HTTP/1.1, as browsers and curl do. It is passed on and not read along: gRPC needs HTTP/2.",
    tls: "This connection is encrypted (TLS). It is passed on; only its two ends can read it.",
    other:
      "This connection speaks neither HTTP/2 nor HTTP/1.1. It is passed on and not read along.",
  } satisfies Record<Protocol, string>,
  closed: "The connection has ended.",
  cutCalls: (count: number) => `Calls that this has ended: ${count}.`,
  refused:
    "Nothing listens at the server's address (ECONNREFUSED), so the client is told that it is unavailable. Start the server: npm run server, with -- --port and the number where that is not 50051.",
  broken: (code: string, side: string) => `The connection broke on the ${side}'s side (${code}).`,
  begin: (path: string, kind: string) => `A call begins: ${path}${kind && `, ${kind}`}.`,
  unknownMethod: "The contract does not know this method: its messages show numbers for names.",
  deadline: (timeout: string, seconds: string) =>
    `grpc-timeout: ${timeout} is its deadline: in ${seconds} s both sides give up.`,
  hpack: (bytes: number, plain: number) =>
    `HPACK packs headers of ${plain} bytes into ${bytes}: what a side has sent before, it sends as a number.`,
  answer:
    "The answer begins. :status 200 is HTTP's and says nothing of the call: gRPC's own status comes last.",
  trailers: (status: string) => `Trailers, headers after the body, carry the status: ${status}.`,
  trailersOnly: (status: string) =>
    `Trailers only: the whole answer is a status, without a message: ${status}.`,
  noStatus: "This answer has no gRPC status.",
  several: (count: number) =>
    `${count} messages in one frame: HTTP/2 does not know where one ends.`,
  unpacked: (encoding: string, packed: number, bytes: number) =>
    `Compressed with ${encoding}: ${packed} bytes on the wire, ${bytes} unpacked.`,
  packed: (encoding: string) => `Compressed with ${encoding}, and could not be unpacked here.`,
  cut: (bytes: number) => `A message of ${bytes} bytes: only its beginning is kept.`,
  part: "A part of a message: a later frame of this stream completes it.",
  halfClose: "END_STREAM: the client has sent everything (half-close). It still listens.",
  serverEnd: "END_STREAM: the server has sent everything.",
  cancel:
    "RST_STREAM with CANCEL: the client wants no more of this call. That is your break, or your cancel().",
  late: "RST_STREAM with CANCEL: the deadline of this call has passed.",
  reset: (side: string, error: string) =>
    `RST_STREAM: the ${side} has ended this stream at once (${error}).`,
  window: (side: string, bytes: number, isStream: boolean) =>
    `WINDOW_UPDATE: the ${side} has read, and takes ${bytes} bytes more ${isStream ? "on this stream" : "on the whole connection"}. Without it the other side would have to wait.`,
  settings: (side: string) => `SETTINGS: what the ${side} can take, before anything else.`,
  settingsAck: (side: string) => `The ${side} has taken note of the other's SETTINGS.`,
  ping: (side: string) => `PING is keepalive: the ${side} asks whether the other is still there.`,
  pingAck: (side: string) => `The ${side} is still there: the answer to a PING.`,
  goawayServer: (last: number, error: string) =>
    `GOAWAY: the server shuts down and takes no new calls here; those up to stream ${last} may finish (${error}).`,
  goawayClient: (error: string) => `GOAWAY: the client is leaving, as close() does (${error}).`,
  headersBegin: "These headers do not fit into one frame: CONTINUATION follows.",
  priority: "A wish for an order of streams, which hardly anybody follows today.",
  padding: (bytes: number) => `${bytes} bytes of padding, which mean nothing.`,
  problems: {
    "too-long": "This frame is too long to be kept; it was passed on.",
    malformed: "The payload is shorter than this type of frame needs.",
    "headers-unreadable":
      "These headers cannot be unpacked, or build on some that could not: HPACK goes on from block to block.",
    "message-unreadable": "The stream ends in the middle of a message.",
    "too-many-streams": "More calls at a time than are read along: it is passed on.",
  } satisfies Record<FrameProblem, string>,
};

const ja: typeof en = {
  sides: { client: "クライアント", server: "サーバー" },
  protocols: {
    h2: "HTTP/2",
    "http/1.1": "HTTP/1.1",
    tls: "TLS",
    other: "HTTP/2 でも HTTP/1.1 でもない",
  },
  kinds: {
    unary: "単項（unary）",
    server_streaming: "サーバーストリーミング",
    client_streaming: "クライアントストリーミング",
    bidi_streaming: "双方向ストリーミング",
  },
  bytes: (count) => `${count.toLocaleString("ja")}バイト`,
  skipped: (count) =>
    `速すぎて表示しきれなかったイベントが${count.toLocaleString("ja")}件あります。`,
  opened: (client) => `クライアントが ${client} から接続しました。`,
  spoken: {
    h2: "HTTP/2 です。クライアントがプリフェイスを送りました。ここからは双方向にフレームが流れます。",
    "http/1.1":
      "この接続は HTTP/1.1 です（ブラウザーや curl など）。そのまま中継しますが、中は読みません。gRPC には HTTP/2 が必要です。",
    tls: "この接続は暗号化されています（TLS）。そのまま中継します。中を読めるのは両端だけです。",
    other: "この接続は HTTP/2 でも HTTP/1.1 でもありません。そのまま中継しますが、中は読みません。",
  },
  closed: "接続が終わりました。",
  cutCalls: (count) => `この切断で終わった呼び出し：${count}件。`,
  refused:
    "サーバーのアドレスでは何も待ち受けていません（ECONNREFUSED）。クライアントには UNAVAILABLE と伝わります。サーバーを起動してください：npm run server（ポートが50051でなければ、後ろに -- --port と番号を付けます）",
  broken: (code, side) => `接続が${side}側で切れました（${code}）。`,
  begin: (path, kind) => `呼び出しの始まり：${path}${kind && `、${kind}`}`,
  unknownMethod: "契約にないメソッドなので、メッセージのフィールドは名前ではなく番号で示します。",
  deadline: (timeout, seconds) =>
    `grpc-timeout: ${timeout} が期限（deadline）です。${seconds}秒たつと、両側とも待つのをやめます。`,
  hpack: (bytes, plain) =>
    `HPACK が${plain}バイト分のヘッダーを${bytes}バイトに縮めました。同じ側が前に送ったものは、番号だけで済みます。`,
  answer:
    "応答の始まりです。:status 200 は HTTP のもので、呼び出しの成否は表しません。gRPC のステータスは最後に来ます。",
  trailers: (status) => `トレーラー（本文のあとのヘッダー）がステータスを運びます：${status}`,
  trailersOnly: (status) =>
    `トレーラーだけの応答です。メッセージはなく、ステータスがすべてです：${status}`,
  noStatus: "この応答には gRPC のステータスがありません。",
  several: (count) =>
    `1つのフレームにメッセージが${count}個あります。HTTP/2 はメッセージの切れ目を知りません。`,
  unpacked: (encoding, packed, bytes) =>
    `${encoding} で圧縮されています。通信では${packed}バイト、展開すると${bytes}バイトです。`,
  packed: (encoding) => `${encoding} で圧縮されていて、ここでは展開できませんでした。`,
  cut: (bytes) => `${bytes}バイトのメッセージです。先頭の部分だけを残しています。`,
  part: "メッセージの一部です。残りは、このストリームのあとのフレームで届きます。",
  halfClose:
    "END_STREAM：クライアントはすべて送り終えました（ハーフクローズ）。受信はまだ続きます。",
  serverEnd: "END_STREAM：サーバーはすべて送り終えました。",
  cancel:
    "CANCEL の RST_STREAM：クライアントは、この呼び出しの続きをもう必要としていません。コードの break や cancel() がこれになります。",
  late: "CANCEL の RST_STREAM：この呼び出しの期限（deadline）が過ぎました。",
  reset: (side, error) => `RST_STREAM：${side}がこのストリームを打ち切りました（${error}）。`,
  window: (side, bytes, isStream) =>
    `WINDOW_UPDATE：${side}が読み進めたので、${isStream ? "このストリームで" : "接続全体で"}あと${bytes}バイト受け取れます。これが来ないと、相手は送るのを待つことになります。`,
  settings: (side) => `SETTINGS：${side}が、何をどこまで受け取れるかを最初に伝えます。`,
  settingsAck: (side) => `${side}が、相手の SETTINGS を受け入れました。`,
  ping: (side) =>
    `PING はキープアライブです。${side}が、相手とまだつながっているかを確かめています。`,
  pingAck: (side) => `PING への応答です。${side}とはまだつながっています。`,
  goawayServer: (last, error) =>
    `GOAWAY：サーバーが終了しようとしていて、この接続では新しい呼び出しを受け付けません。ストリーム${last}までは最後まで続けられます（${error}）。`,
  goawayClient: (error) =>
    `GOAWAY：クライアントが接続を閉じようとしています。close() がこれになります（${error}）。`,
  headersBegin: "1つのフレームに収まらないヘッダーです。CONTINUATION が続きます。",
  priority: "ストリームの優先順位の希望です。いまはほとんど使われていません。",
  padding: (bytes) => `${bytes}バイトのパディング（意味のない詰めもの）があります。`,
  problems: {
    "too-long": "このフレームは長すぎるので、内容は残していません。中継はしました。",
    malformed: "中身が、この種類のフレームに必要な長さより短くなっています。",
    "headers-unreadable":
      "このヘッダーは展開できません。HPACK は前のヘッダーの続きなので、それが読めないときもこうなります。",
    "message-unreadable": "ストリームが、メッセージの途中で終わっています。",
    "too-many-streams": "同時に読める数を超えた呼び出しです。中継はしています。",
  },
};

/** What is said of frames, in each language. */
export const frameWords = { en, ja };

export type FrameWords = typeof en;

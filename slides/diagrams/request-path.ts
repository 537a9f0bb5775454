import { arrow, box, drawing, line, text, type Draw } from "./kit.ts";

/** The way of one call: down through the client, over the network, up through the server, and back. */
export const requestPath: Draw = (words) => {
  const column = (x: number, top: string, generated: string, detail: string, side: string) => [
    text({ x: x + 160, y: 18 }, side, { tone: "faint", size: 24 }),
    box({
      x,
      y: 44,
      width: 320,
      height: 78,
      label: top,
      detail: words("written by you", "あなたが書く"),
      tone: "warm",
    }),
    box({ x, y: 166, width: 320, height: 78, label: generated, detail, tone: "accent" }),
    box({
      x,
      y: 288,
      width: 320,
      height: 78,
      label: "grpc-js",
      detail: words("HTTP/2 and deadlines", "HTTP/2・フレーム・期限"),
    }),
  ];
  return drawing(
    1120,
    380,
    words(
      "A call goes from your code through the stub and grpc-js over HTTP/2 to the server's handler, and back",
      "呼び出しは、自分のコードからスタブと grpc-js を通り、HTTP/2 でサーバーのハンドラーへ届き、戻ってくる",
    ),
    [
      ...column(
        0,
        "stub.sendNote(note)",
        words("stub", "スタブ"),
        words("generated: Note → bytes", "生成：ノート → バイト列"),
        words("client", "クライアント"),
      ),
      ...column(
        800,
        words("handler sendNote", "ハンドラー sendNote"),
        words("service definition", "サービス定義"),
        words("generated: bytes → Note", "生成：バイト列 → ノート"),
        words("server", "サーバー"),
      ),
      ...[122, 244].flatMap((y) => [
        arrow({ from: { x: 130, y }, to: { x: 130, y: y + 42 }, tone: "warm" }),
        arrow({ from: { x: 190, y: y + 42 }, to: { x: 190, y }, tone: "accent", dashed: true }),
        arrow({ from: { x: 930, y: y + 42 }, to: { x: 930, y }, tone: "warm" }),
        arrow({ from: { x: 990, y }, to: { x: 990, y: y + 42 }, tone: "accent", dashed: true }),
      ]),
      line({ x: 560, y: 30 }, { x: 560, y: 262 }, "faint", true),
      text({ x: 560, y: 18 }, words("network", "ネットワーク"), { tone: "faint", size: 24 }),
      arrow({
        from: { x: 324, y: 308 },
        to: { x: 796, y: 308 },
        label: "POST /chat.ChatServer/SendNote",
        tone: "warm",
        mono: true,
        size: 24,
      }),
      arrow({
        from: { x: 796, y: 348 },
        to: { x: 324, y: 348 },
        label: "grpc-status: 0",
        tone: "accent",
        mono: true,
        dashed: true,
        size: 24,
        lift: 17,
      }),
    ],
  );
};

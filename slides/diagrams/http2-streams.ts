import { box, drawing, text, type Tone, type Draw } from "./kit.ts";

/** One connection: the frames of three streams take turns; the first is a stream of responses. */
export const http2Streams: Draw = (words) => {
  const turns = ["→1", "→3", "←1", "→5", "←3", "←1", "←5", "←1"];
  const streamOf = (turn: string) => Number(turn.slice(1));
  const tones: Record<number, Tone> = { 1: "accent", 3: "warm", 5: "plain" };
  return drawing(
    1120,
    170,
    words(
      "Frames of three streams take turns on one TCP connection, requests one way and responses the other",
      "3本のストリームのフレームが、1本の TCP 接続を交互に流れる。リクエストは行き、レスポンスは帰り",
    ),
    [
      text(
        { x: 0, y: 20 },
        words(
          "HTTP/2: one connection, many streams, → there and ← back",
          "HTTP/2：接続は1本、ストリームは同時に何本でも（→ 行き、← 帰り）",
        ),
        { anchor: "start", bold: true, tone: "accent" },
      ),
      `<rect class="d-pipe" x="0" y="50" width="1120" height="100" rx="50"/>`,
      ...turns.map((turn, index) =>
        box({
          x: 56 + index * 128,
          y: 66,
          width: 112,
          height: 68,
          label: turn,
          tone: tones[streamOf(turn)],
          mono: true,
        }),
      ),
    ],
  );
};

/** HTTP/1.1: a connection is busy until its response has come. */
export const http1Connections: Draw = (words) => {
  const row = (y: number, tone: Tone) => [
    `<rect class="d-pipe" x="0" y="${y}" width="1120" height="42" rx="21"/>`,
    box({
      x: 40,
      y: y + 5,
      width: 200,
      height: 32,
      label: words("request", "リクエスト"),
      size: 24,
      tone,
    }),
    text({ x: 520, y: y + 21 }, words("waiting", "応答待ち"), { tone: "faint", size: 24 }),
    box({
      x: 800,
      y: y + 5,
      width: 280,
      height: 32,
      label: words("response", "レスポンス"),
      size: 24,
      tone,
    }),
  ];
  return drawing(
    1120,
    200,
    words(
      "Three requests at once need three TCP connections",
      "同時に3つのリクエストには3本の TCP 接続",
    ),
    [
      text(
        { x: 0, y: 20 },
        words("HTTP/1.1: three at once, three connections", "HTTP/1.1：同時に3つなら、接続も3本"),
        { anchor: "start", bold: true },
      ),
      ...row(46, "accent"),
      ...row(98, "warm"),
      ...row(150, "plain"),
    ],
  );
};

import { arrow, box, drawing, text, type Draw } from "./kit.ts";

/** What the course builds: two people, one server, two calls. */
export const chat: Draw = (words) =>
  drawing(
    1120,
    330,
    words(
      "Alice sends a Note to the server; the server streams it to Alice and to Bob",
      "alice がノートをサーバーへ送り、サーバーが alice と bob へストリームで届ける",
    ),
    [
      box({
        x: 0,
        y: 90,
        width: 220,
        height: 150,
        label: "alice",
        detail: words("client", "クライアント"),
      }),
      box({
        x: 450,
        y: 90,
        width: 220,
        height: 150,
        label: "ChatServer",
        detail: words("server", "サーバー"),
        tone: "accent",
      }),
      box({
        x: 900,
        y: 90,
        width: 220,
        height: 150,
        label: "bob",
        detail: words("client", "クライアント"),
      }),
      arrow({
        from: { x: 222, y: 125 },
        to: { x: 448, y: 125 },
        label: "SendNote(Note)",
        tone: "warm",
        mono: true,
      }),
      arrow({
        from: { x: 448, y: 205 },
        to: { x: 222, y: 205 },
        label: "ChatStream",
        tone: "accent",
        mono: true,
      }),
      arrow({
        from: { x: 672, y: 205 },
        to: { x: 898, y: 205 },
        label: "ChatStream",
        tone: "accent",
        mono: true,
      }),
      text({ x: 335, y: 40 }, words("one Note, one answer", "ノートを1つ送り、応答が1つ"), {
        tone: "warm",
      }),
      text(
        { x: 560, y: 292 },
        words(
          "every Note so far, then each new one, for as long as you stay",
          "これまでのノートすべて、続いて新しいノートを、つないでいる間ずっと",
        ),
        { tone: "accent" },
      ),
    ],
  );

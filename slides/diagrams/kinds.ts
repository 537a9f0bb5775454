import { arrow, drawing, line, text, type Draw } from "./kit.ts";

/** A message on the time axis: when it starts (0 to 1), and which way it goes. */
interface Message {
  at: number;
  to: "server" | "client";
}

/** A call on a time axis: the client above, the server below, time to the right. */
function timeline(title: { en: string; ja: string }, signature: string, messages: Message[]): Draw {
  const [left, right, above, below] = [150, 1090, 80, 190];
  return (words) =>
    drawing(1120, 225, `${words(title.en, title.ja)}: ${signature}`, [
      text({ x: 0, y: 22 }, words(title.en, title.ja), { anchor: "start", bold: true, size: 26 }),
      text({ x: 1120, y: 22 }, signature, { anchor: "end", mono: true, size: 24, tone: "faint" }),
      text({ x: 0, y: above }, words("client", "クライアント"), {
        anchor: "start",
        size: 24,
        fit: 146,
      }),
      text({ x: 0, y: below }, words("server", "サーバー"), { anchor: "start", size: 24 }),
      arrow({ from: { x: left, y: above }, to: { x: right, y: above }, tone: "faint" }),
      arrow({ from: { x: left, y: below }, to: { x: right, y: below }, tone: "faint" }),
      text({ x: right + 8, y: (above + below) / 2 }, words("time", "時間"), {
        anchor: "end",
        size: 24,
        tone: "faint",
      }),
      ...messages.map(({ at, to }) => message(left + at * (right - left), to, above, below)),
      line({ x: left, y: above - 14 }, { x: left, y: below + 14 }),
    ]);
}

function message(x: number, to: Message["to"], above: number, below: number): string {
  const [start, end] = to === "server" ? [above, below] : [below, above];
  return arrow({
    from: { x, y: start },
    to: { x: x + 60, y: end },
    tone: to === "server" ? "warm" : "accent",
  });
}

/** Messages that go one way, at these times. */
function all(to: Message["to"], times: number[]): Message[] {
  return times.map((at) => ({ at, to }));
}

/** One request, one response. */
export const unary = timeline({ en: "Unary", ja: "Unary（単項）" }, "rpc A (Q) returns (R)", [
  ...all("server", [0.1]),
  ...all("client", [0.24]),
]);

/** One request, a stream of responses. */
export const serverStreaming = timeline(
  { en: "Server streaming", ja: "サーバーストリーミング" },
  "rpc B (Q) returns (stream R)",
  [...all("server", [0.05]), ...all("client", [0.18, 0.34, 0.6, 0.68, 0.82])],
);

/** A stream of requests, one response. */
export const clientStreaming = timeline(
  { en: "Client streaming", ja: "クライアントストリーミング" },
  "rpc C (stream Q) returns (R)",
  [...all("server", [0.05, 0.18, 0.3, 0.52]), ...all("client", [0.7])],
);

/** A stream each way; neither waits for the other. */
export const bidiStreaming = timeline(
  { en: "Bidirectional streaming", ja: "双方向ストリーミング" },
  "rpc D (stream Q) returns (stream R)",
  [...all("server", [0.05, 0.3, 0.42, 0.7]), ...all("client", [0.16, 0.5, 0.58, 0.84])],
);

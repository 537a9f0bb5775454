import { arrow, box, drawing, text, type Draw } from "./kit.ts";

/** How a page reaches a gRPC server. */
export const gateway: Draw = (words) =>
  drawing(
    1120,
    216,
    words(
      "The browser speaks gRPC-Web over HTTP/1.1 to a gateway, which speaks gRPC over HTTP/2 to the server",
      "ブラウザーはゲートウェイと HTTP/1.1 上の gRPC-Web で、ゲートウェイはサーバーと HTTP/2 上の gRPC で話す",
    ),
    [
      box({
        x: 0,
        y: 10,
        width: 240,
        height: 120,
        label: words("browser", "ブラウザー"),
        detail: "connect-web",
      }),
      box({
        x: 440,
        y: 10,
        width: 240,
        height: 120,
        label: words("gateway", "ゲートウェイ"),
        detail: "connect-node",
        tone: "accent",
      }),
      box({
        x: 880,
        y: 10,
        width: 240,
        height: 120,
        label: words("server", "サーバー"),
        detail: words("grpc-js, as it is", "grpc-js、変更なし"),
        tone: "warm",
      }),
      arrow({ from: { x: 244, y: 70 }, to: { x: 436, y: 70 }, label: "gRPC-Web" }),
      arrow({ from: { x: 684, y: 70 }, to: { x: 876, y: 70 }, label: "gRPC" }),
      text({ x: 340, y: 102 }, "HTTP/1.1", { tone: "faint", size: 24 }),
      text({ x: 780, y: 102 }, "HTTP/2", { tone: "faint", size: 24 }),
      text(
        { x: 560, y: 190 },
        words("the same chat.proto on all three", "3者とも同じ chat.proto を使う"),
        { tone: "accent", size: 24 },
      ),
    ],
  );

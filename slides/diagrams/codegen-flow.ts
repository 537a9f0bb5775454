import { arrow, box, drawing, type Draw } from "./kit.ts";

/** From the contract to the code that both sides use. */
export const codegenFlow: Draw = (words) => {
  const generated = (y: number, label: string, detail: string) =>
    box({ x: 510, y, width: 290, height: 84, label, detail, tone: "accent", mono: true, size: 24 });
  const written = (y: number, label: string) =>
    box({
      x: 920,
      y,
      width: 200,
      height: 84,
      label,
      detail: words("written by you", "あなたが書く"),
      tone: "warm",
      mono: true,
      size: 24,
    });
  return drawing(
    1120,
    340,
    words(
      "protoc compiles chat.proto into messages and stubs, which server.ts and client.ts import",
      "protoc が chat.proto をメッセージとスタブに変え、server.ts と client.ts がそれを import する",
    ),
    [
      box({
        x: 0,
        y: 118,
        width: 200,
        height: 84,
        label: "chat.proto",
        detail: words("written by you", "あなたが書く"),
        tone: "warm",
        mono: true,
        size: 24,
      }),
      arrow({ from: { x: 202, y: 160 }, to: { x: 268, y: 160 } }),
      box({
        x: 272,
        y: 118,
        width: 150,
        height: 84,
        label: "protoc",
        detail: words("+ plugins", "プラグイン"),
      }),
      arrow({ from: { x: 424, y: 145 }, to: { x: 506, y: 72 } }),
      arrow({ from: { x: 424, y: 175 }, to: { x: 506, y: 248 } }),
      generated(30, "gen/chat_pb.js", words("Note, Empty", "Note、Empty")),
      generated(206, "gen/chat_grpc_pb.js", words("service and stub", "サービスとスタブ")),
      arrow({ from: { x: 802, y: 72 }, to: { x: 916, y: 72 } }),
      arrow({ from: { x: 802, y: 248 }, to: { x: 916, y: 248 } }),
      arrow({ from: { x: 802, y: 95 }, to: { x: 916, y: 225 } }),
      arrow({ from: { x: 802, y: 225 }, to: { x: 916, y: 95 } }),
      written(30, "server.ts"),
      written(206, "client.ts"),
    ],
  );
};

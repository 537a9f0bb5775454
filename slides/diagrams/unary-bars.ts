import { bars } from "./bars.ts";
import { drawing, type Draw } from "./kit.ts";
import { referenceRun } from "./reference.ts";

const NAMES: Record<string, string> = {
  "grpc-js": "gRPC (grpc-js)",
  undici: "JSON (undici)",
  fetch: "JSON (fetch)",
};

/** How many calls in a second each client makes, one at a time and a hundred at once. */
export const unaryBars: Draw = (words) => {
  const { unary } = referenceRun();
  const most = Math.max(...unary.map(({ ratio }) => ratio.median));
  const group = (inFlight: number, title: string, y: number) => {
    const rows = unary
      .filter((each) => each.inFlight === inFlight)
      .map(({ contestant, ratio: { median } }) => ({
        name: NAMES[contestant] ?? contestant,
        value: median,
        shown: median.toFixed(1),
        tone: contestant === "grpc-js" ? ("accent" as const) : ("warm" as const),
      }));
    return bars({ x: 0, y, title, rows, names: 250, width: 760, most });
  };
  return drawing(
    1120,
    330,
    words(
      "Calls in a second by client, where gRPC makes 1, one in flight and 100 in flight",
      "1秒あたりの呼び出し数をクライアントごとに。gRPC を1とし、同時1件と同時100件",
    ),
    [
      ...group(
        1,
        words(
          "Calls in a second, gRPC = 1: one in flight",
          "1秒あたりの呼び出し数（gRPC = 1）：同時1件",
        ),
        18,
      ),
      ...group(100, words("A hundred in flight", "同時100件"), 180),
    ],
  );
};

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/ground/paths.ts";
import { box, drawing, text, type Draw } from "./kit.ts";

/** What the reference run of `npm run bench` says of one client of unary calls. */
interface Unary {
  contestant: string;
  inFlight: number;
  /** Calls in a second, where grpc-js makes 1. */
  ratio: { median: number };
}

const NAMES: Record<string, string> = {
  "grpc-js": "gRPC (grpc-js)",
  undici: "JSON (undici)",
  fetch: "JSON (fetch)",
};
const [LEFT, WIDTH, ROW] = [250, 760, 44];

/** How many calls in a second each client makes, one at a time and a hundred at once. */
export const unaryBars: Draw = (words) => {
  const results = readFileSync(join(ROOT, "bench", "reference", "results.json"), "utf8");
  const unary: Unary[] = JSON.parse(results).parts.unary;
  const most = Math.max(...unary.map(({ ratio }) => ratio.median));
  const group = (inFlight: number, title: string, top: number) => [
    text({ x: 0, y: top }, title, { anchor: "start", bold: true }),
    ...unary
      .filter((each) => each.inFlight === inFlight)
      .flatMap(({ contestant, ratio: { median } }, index) => {
        const y = top + 42 + index * ROW;
        const width = (median / most) * WIDTH;
        const tone = contestant === "grpc-js" ? "accent" : "warm";
        const bar = { x: LEFT, y: y - 16, width, height: 32, label: "", tone } as const;
        const name = NAMES[contestant] ?? contestant;
        return [
          text({ x: 0, y }, name, { anchor: "start", fit: LEFT - 10 }),
          box(bar),
          text({ x: LEFT + width + 12, y }, median.toFixed(1), { anchor: "start", bold: true }),
        ];
      }),
  ];
  return drawing(
    1120,
    390,
    words(
      "Calls in a second by client, where gRPC makes 1, one in flight and 100 in flight",
      "1秒あたりの呼び出し数をクライアントごとに。gRPC を 1 とし、同時 1件と同時 100件",
    ),
    [
      ...group(
        1,
        words(
          "Calls in a second, gRPC = 1: one in flight",
          "1秒あたりの呼び出し数（gRPC = 1）：同時 1件",
        ),
        18,
      ),
      ...group(100, words("A hundred in flight", "同時 100件"), 218),
    ],
  );
};

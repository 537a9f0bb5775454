import { say } from "../../steps/kit/say.ts";

/** How the load generator talks to a server. */
export type Protocol = "grpc" | "websocket" | "sse" | "tcp";

/** A server that takes part. */
export interface Contestant {
  /** Its name in the JSON, and its file in `servers/`. */
  name: string;
  label: string;
  protocol: Protocol;
}

/** Every server that takes part; the comparisons are with the one named naive. */
export const CONTESTANTS: Contestant[] = [
  { name: "solution", label: say("step 3's solution", "ステップ3の解答例"), protocol: "grpc" },
  { name: "naive", label: say("naive grpc-js", "素朴な grpc-js"), protocol: "grpc" },
  {
    name: "serialise-once",
    label: say("grpc-js, serialised once", "grpc-js（シリアライズは1回だけ）"),
    protocol: "grpc",
  },
  { name: "connect", label: "connect-node", protocol: "grpc" },
  { name: "ws", label: "ws", protocol: "websocket" },
  { name: "sse", label: "Server-Sent Events", protocol: "sse" },
  { name: "http2", label: say("bare node:http2", "素の node:http2"), protocol: "grpc" },
  { name: "tcp", label: say("bare TCP", "素の TCP"), protocol: "tcp" },
];

/** The name of the contestant that the others are compared with. */
export const BASELINE = "naive";

/** So many subscribers, for a person. */
export function audience(subscribers: number): string {
  const count = subscribers.toLocaleString("en");
  return say(`${count} ${subscribers === 1 ? "subscriber" : "subscribers"}`, `購読者${count}人`);
}

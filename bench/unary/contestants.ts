import { say } from "../../steps/kit/say.ts";

/** A way to call the chat that takes part. */
export interface Contestant {
  /** Its name in the JSON, and its client in `clients/`. */
  name: string;
  label: string;
  /** Its server in `servers/`. */
  server: "grpc" | "json";
}

/** Everybody who takes part; gRPC, the first, is what the others are compared with. */
export const CONTESTANTS: Contestant[] = [
  { name: "grpc-js", label: "gRPC, grpc-js", server: "grpc" },
  { name: "undici", label: "JSON, undici", server: "json" },
  { name: "fetch", label: say("JSON, Node's fetch", "JSON、Node の fetch"), server: "json" },
];

/** How many calls are in flight, for a person. */
export function flightOf(inFlight: number): string {
  return say(`${inFlight} in flight`, `同時${inFlight}件`);
}

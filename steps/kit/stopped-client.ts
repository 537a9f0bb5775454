import { Worker } from "node:worker_threads";
import { onTestFinished } from "vitest";

/**
 * Has a client call a method with an empty message, which stops as Ctrl+Z stops a program: it stays
 * connected and reads nothing any more, however much there is.
 *
 * @param path as it stands in the request, such as `/chat.ChatServer/ChatStream`
 * @param calls how often it calls, on one connection
 * @returns whether it has stopped, which it does as soon as all calls have been answered
 */
export function callAndStop(port: number, path: string, calls: number): () => boolean {
  let hasStopped = false;
  const client = new Worker(new URL("stopping-client.mjs", import.meta.url), {
    workerData: { port, path, calls },
  });
  client.on("message", () => (hasStopped = true)).on("error", () => {});
  onTestFinished(async () => void (await client.terminate()));
  return () => hasStopped;
}

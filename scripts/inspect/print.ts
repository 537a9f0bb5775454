import { messages } from "../messages/index.ts";
import { Calls } from "./calls.ts";
import { follow } from "./follow.ts";
import { asJsonLine, asLines } from "./lines.ts";
import { type Place, startProxy } from "./proxy.ts";
import { Session } from "./session.ts";
import { followContract, PROTOS } from "./contract.ts";
import type { Inspection } from "./start.ts";

const words = messages.inspect.frames;

/**
 * Starts a proxy before a server, and prints what passes, in lines for a person or for a program.
 *
 * @throws (rejects) where the proxy cannot listen
 */
export async function printEvents({
  listen,
  to,
  isJson,
}: {
  listen: Place;
  to: Place;
  isJson: boolean;
}): Promise<Pick<Inspection, "close"> & { url?: undefined }> {
  const session = new Session();
  const proxy = await startProxy(listen, to, session);
  const calls = new Calls();
  const unfollow = await followContract(PROTOS, (contract) => (calls.contract = contract));
  follow(session, process.stdout, {
    format: (event) => {
      const seen = calls.add(event);
      return isJson ? asJsonLine(seen, calls.contract) : asLines(seen, calls.contract, words);
    },
    skipped: (count) =>
      isJson ? `${JSON.stringify({ skipped: count })}\n` : `${words.skipped(count)}\n`,
  });
  return {
    close: () => {
      unfollow();
      proxy.close();
    },
  };
}

import { isLoopback, reachedAt } from "../ground/address.ts";
import { messages } from "../messages/index.ts";

const text = messages.server;

/**
 * What a person has to know who lets others in: what that means, and what the others open.
 *
 * @param host what is listened on
 * @param opened what somebody types or opens to come to one of this machine's addresses
 * @returns nothing where this machine is alone
 */
export function forOthers(host: string, opened: (address: string) => string): string | undefined {
  if (isLoopback(host)) return undefined;
  const addresses = reachedAt(host);
  const ways = addresses.map((address) => `  ${opened(address)}`);
  return [text.notAlone(host), ways.length > 0 ? text.others : text.noOthers, ...ways].join("\n");
}

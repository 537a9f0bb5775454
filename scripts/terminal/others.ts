import { isLoopback, reachedAt } from "../ground/address.ts";
import { qrBlocks } from "../ground/qr.ts";
import { messages } from "../messages/index.ts";
import { colour } from "./style.ts";

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
  const ways = addresses.map(opened);
  const lines = [text.notAlone(host), ways.length > 0 ? text.others : text.noOthers];
  lines.push(...ways.map((way) => `  ${way}`));
  // What a browser opens, a phone reads from the screen; only a terminal with colours can show it.
  const page = ways.find((way) => URL.canParse(way));
  if (page && process.stdout.isTTY && colour.isColorSupported) lines.push("", qrBlocks(page));
  return lines.join("\n");
}

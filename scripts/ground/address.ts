import { isIPv4, isIPv6 } from "node:net";
import { networkInterfaces, type NetworkInterfaceInfo } from "node:os";
import { say } from "../../steps/kit/say.ts";
import { Stop } from "./stop.ts";

/** The address that this machine alone reaches. */
export const LOOPBACK = "127.0.0.1";

/** Where the chat server listens, and a client looks for it, unless they are told otherwise. */
export const CHAT_PORT = 50_051;

/** Where inspect shows what passes, if nothing else is there. */
export const INSPECT_PORT = 8090;

/** What stands for every address of this machine. */
const EVERY = ["0.0.0.0", "::"];

/** Whether what listens on an address is reached by this machine alone. */
export function isLoopback(host: string): boolean {
  return ["localhost", "::1"].includes(host) || (isIPv4(host) && host.startsWith("127."));
}

/** Where this machine itself reaches what listens on an address: every address has loopback with it. */
export function nearOf(host: string): string {
  return EVERY.includes(host) ? LOOPBACK : host;
}

/** The addresses at which other machines reach what listens on one; none where this machine is alone. */
export function reachedAt(host: string, own = outside()): string[] {
  if (isLoopback(host)) return [];
  if (!EVERY.includes(host)) return [host];
  const usable = own.filter(({ family }) => host === "::" || family === "IPv4");
  return usable.map(({ address }) => address).filter(isWhole);
}

/** Whether an address is one by itself: a link-local one needs the name of a network device behind it. */
function isWhole(address: string): boolean {
  return !/^fe[89ab]/i.test(address);
}

/** Networks that exist within a machine, for its containers and virtual machines. */
const WITHIN = /^(?:docker|podman|br-|veth|virbr|vmnet|vboxnet|vEthernet)/;

/** This machine's addresses but those that it alone reaches; those that others rarely reach are last. */
export function outside(interfaces = networkInterfaces()): NetworkInterfaceInfo[] {
  return Object.entries(interfaces)
    .toSorted(([one], [other]) => Number(WITHIN.test(one)) - Number(WITHIN.test(other)))
    .flatMap(([, each]) => each ?? [])
    .filter(({ internal }) => !internal);
}

/** An address and a port in one, as gRPC and browsers take them. */
export function withPort(host: string, port: number): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/**
 * Reads a port as a person has written it; 0 stands for any that is free.
 *
 * @throws Stop for what is no port
 */
export function readPort(given: string): number {
  const digits = given.normalize("NFKC");
  const port = Number(digits);
  if (/^\d+$/.test(digits) && port <= 65_535) return port;
  throw new Stop(
    say(
      `A port is a number from 0 to 65535, and "${given}" is not: --port 8081`,
      `ポートは0から65535までの数です。「${given}」は使えません：--port 8081`,
    ),
  );
}

/**
 * Reads an address to listen on; one of IPv6 may stand in brackets, as browsers write it.
 *
 * @throws Stop for what nothing can listen on at this machine
 */
export function readHost(given: string, own = outside()): string {
  const host = given.toLowerCase().replace(/^\[(.+)\]$/, "$1");
  const known = [LOOPBACK, ...EVERY, ...own.map(({ address }) => address).filter(isWhole)];
  if (isLoopback(host) || known.includes(host)) return host;
  const all = known.join(", ");
  throw new Stop(
    say(
      `"${given}" is no address to listen on at this machine. These are: ${all}`,
      `「${given}」では、このマシンで待ち受けられません。使えるのは：${all}`,
    ),
  );
}

/**
 * Reads a host and a port, such as where a server is.
 *
 * @param flag what it was given to
 * @throws Stop for what is not a host and a port
 */
export function readAddress(given: string, flag = "address"): string {
  // Of an address of IPv6 only brackets tell where the port begins.
  const [, host, port] = /^([^/:[\]]+|\[[^/[\]]+\]):(\d+)$/.exec(given.normalize("NFKC")) ?? [];
  if (host && Number(port) > 0 && Number(port) <= 65_535) return `${host}:${port}`;
  const example = withPort(LOOPBACK, CHAT_PORT);
  throw new Stop(
    say(
      `An address is a host and a port, and "${given}" is not: --${flag} ${example}`,
      `アドレスはホストとポートで書きます。「${given}」は使えません：--${flag} ${example}`,
    ),
  );
}

/** The host and the port of an address that {@link readAddress} has read. */
export function placeOf(address: string): { host: string; port: number } {
  const at = address.lastIndexOf(":");
  const host = address.slice(0, at).replace(/^\[(.*)\]$/, "$1");
  return { host, port: Number(address.slice(at + 1)) };
}

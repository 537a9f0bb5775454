import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";
import {
  Code,
  ConnectError,
  createContextKey,
  createContextValues,
  type Interceptor,
} from "@connectrpc/connect";
import { PerAddress } from "../ground/per-address.ts";

/** What one visitor may take. */
export interface Limits {
  /** The longest body of a request, in bytes. */
  bodyBytes: number;
  /** The longest message of a call, in bytes, once it is unpacked. */
  messageBytes: number;
  /** How long a request may take to come, in milliseconds. */
  requestMs: number;
  /** How many connections one address may have at once, and how many streams. */
  connections: number;
  /** How many notes one address may send in {@link RATE_S} seconds. */
  notes: number;
  /** How many streams all visitors together may have open. */
  streams: number;
}

/** The time in which notes are counted, in seconds. */
const RATE_S = 10;

/** Generous for a hall full of people behind one address, and still an end. */
export const LIMITS: Limits = {
  bodyBytes: 128 * 1024,
  messageBytes: 64 * 1024,
  requestMs: 10_000,
  connections: 512,
  notes: 300,
  // The server takes 1000 calls at once from the gateway. Were all of them streams, every note would
  // wait for a page to close.
  streams: 900,
};

/** What a site is called, beside by an address. */
export interface Identity {
  names: readonly string[];
  /** The origins that its pages may have, beside the one that a request is sent to. */
  origins: readonly string[];
}

/**
 * What a site is called.
 *
 * @param host the name or address that it listens on
 * @param shownAt where a proxy shows it, if one does: it may pass on the name or not, and some say of
 *   pages that they come from localhost
 */
export function identityOf(host: string, port: number, shownAt?: URL): Identity {
  const names = ["localhost", host];
  if (!shownAt) return { names, origins: [] };
  return {
    names: [...names, shownAt.hostname],
    origins: [shownAt.origin, `http://localhost:${port}`],
  };
}

/** Why a request is refused before anything reads it; nothing where it is fine. */
export function refusal(
  request: IncomingMessage,
  { names, origins }: Identity,
  { bodyBytes }: Limits,
): { status: number; reason: string } | undefined {
  const { host = "", origin, "content-length": length } = request.headers;
  const name = host.replace(/:\d+$/, "").toLowerCase();
  // A site elsewhere could give its own name this machine's address, and its pages would then pass
  // for ours. Its name betrays it: we are called by an address, or by a name that we know.
  if (!isIP(name.replace(/^\[(.*)\]$/, "$1")) && !names.includes(name)) {
    return { status: 421, reason: `this site is not ${name}${unlessShown(`https://${name}`)}` };
  }
  // Only a page of ours may call us: no CORS header is ever sent.
  if (origin !== undefined && origin !== `http://${host}` && !origins.includes(origin)) {
    const reason = `pages of ${origin} may not call this site${unlessShown(origin)}`;
    return { status: 403, reason };
  }
  if (request.method !== "POST") return undefined;
  if (length === undefined) return { status: 411, reason: "say how long the body is" };
  if (Number(length) > bodyBytes) {
    return { status: 413, reason: `the body has more than ${bodyBytes} bytes` };
  }
  return undefined;
}

function unlessShown(url: string): string {
  return `; if a proxy shows it there, start it with --url ${url}`;
}

/** Answers a request that is refused, and hangs up: what follows is not wanted either. */
export function refuse(
  response: ServerResponse,
  { status, reason }: { status: number; reason: string },
): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" });
  response.end(`${reason}\n`);
}

const addressKey = createContextKey("");

/** Tells the calls of a router whose they are: the visitor's address. */
export function visitorOf({ socket }: Pick<IncomingMessage, "socket">) {
  return createContextValues().set(addressKey, socket.remoteAddress ?? "");
}

/**
 * Has a router refuse notes of a visitor that has sent its share, and say when there is room again,
 * as HTTP does. Streams are not counted: each page opens its own again after a break.
 */
export function limitNotes(most: number): Interceptor {
  const sent = new Map<string, number>();
  let end = 0;
  return (next) => (request) => {
    if (request.stream) return next(request);
    const now = performance.now();
    if (now >= end) {
      sent.clear();
      end = now + RATE_S * 1000;
    }
    const address = request.contextValues.get(addressKey);
    const count = (sent.get(address) ?? 0) + 1;
    sent.set(address, count);
    if (count <= most) return next(request);
    const seconds = String(Math.ceil((end - now) / 1000));
    throw new ConnectError(
      `more than ${most} notes in ${RATE_S} s from your address; try again in ${seconds} s`,
      Code.ResourceExhausted,
      { "retry-after": seconds },
    );
  };
}

/**
 * Has a router refuse streams when as many are open as there may be; one that ends makes room.
 *
 * @param mostOfOne how many of them one address may have: HTTP/1.1 takes any number of requests on one
 *   connection before it has answered the first, so to count connections is not enough
 */
export function limitStreams(most: number, mostOfOne: number): Interceptor {
  const open = new PerAddress();
  return (next) => (request) => {
    if (!request.stream || request.signal.aborted) return next(request);
    const address = request.contextValues.get(addressKey);
    if (open.of(address) >= mostOfOne) {
      throw new ConnectError(
        `${mostOfOne} pages of your address are open; close one`,
        Code.ResourceExhausted,
      );
    }
    if (open.all >= most) {
      throw new ConnectError(`${most} pages are open; close one`, Code.ResourceExhausted);
    }
    open.add(address);
    request.signal.addEventListener("abort", () => open.remove(address), { once: true });
    return next(request);
  };
}

/**
 * Has a router refuse a note in JSON that is not UTF-8, as a terminal of another encoding sends it:
 * it would put other characters in its place, in silence. Other formats are refused by themselves.
 */
export function requireUtf8(request: IncomingMessage): void {
  const { "content-type": type = "", "content-encoding": packing = "identity" } = request.headers;
  if (!type.toLowerCase().startsWith("application/json")) return;
  const read = request[Symbol.asyncIterator].bind(request);
  request[Symbol.asyncIterator] = async function* () {
    if (packing !== "identity") {
      throw new ConnectError("send a note in JSON unpacked", Code.Unimplemented);
    }
    const decoder = new TextDecoder("utf-8", { fatal: true });
    for await (const chunk of read()) {
      try {
        decoder.decode(chunk, { stream: true });
      } catch {
        throw new ConnectError("the note is not UTF-8", Code.InvalidArgument);
      }
      yield chunk;
    }
    // What an async iterator returns in the types of newer Nodes.
    return undefined;
  };
}

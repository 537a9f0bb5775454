import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { withPort } from "../ground/address.ts";
import { Conversation } from "./conversation.ts";
import type { Side } from "./events.ts";
import type { Session } from "./session.ts";

/** How many connections are read along at a time; more are passed on all the same. */
const MOST_READ = 200;

/** Where something listens, or is reached. */
export interface Place {
  host: string;
  port: number;
}

/** A proxy that runs. */
export interface Proxy {
  port: number;
  close(): void;
}

/**
 * Passes on what clients and a server say to each other, byte by byte and at once, and tells a session
 * what it was.
 *
 * @throws (rejects) where it cannot listen
 */
export async function startProxy(listen: Place, to: Place, session: Session): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const connection = (count += 1);
    const upstream = connect({ ...to, allowHalfOpen: true, noDelay: true });
    const isRead = sockets.size < MOST_READ * 2;
    const conversation = new Conversation((told) => session.add(connection, told));
    session.add(connection, {
      kind: "open",
      client: withPort(client.remoteAddress ?? "", client.remotePort ?? 0),
    });
    let failure: { error: string; side: Side } | undefined;
    const pass = (side: Side, from: Socket, into: Socket) => {
      sockets.add(from);
      // The other side first: what is read here must not keep it waiting.
      from.pipe(into);
      if (isRead) from.on("data", (chunk: Buffer) => conversation.read(side, chunk));
      from.on("error", ({ code = "", message }: NodeJS.ErrnoException) => {
        failure ??= { error: code || message, side };
      });
      from.on("close", (hadError) => {
        sockets.delete(from);
        // What was cut, not ended, is cut on the other side too.
        if (hadError) into.resetAndDestroy();
        else into.destroySoon();
        if (!sockets.has(into)) session.add(connection, { kind: "close", ...failure });
      });
    };
    pass("client", client, upstream);
    pass("server", upstream, client);
  });

  await once(server.listen(listen.port, listen.host), "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

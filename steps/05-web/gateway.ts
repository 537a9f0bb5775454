import { Code, ConnectError, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
import { credentials, Metadata } from "@grpc/grpc-js";
import { ChatServerClient } from "../../gen/chat_grpc_pb.js";
import { ChatServer } from "../../gen/web/chat_pb.js";

/** A gateway: it answers browsers, and asks a gRPC server. */
export interface Gateway {
  /** Puts the chat's two methods on a router of Connect, for browsers to call. */
  routes(router: ConnectRouter): void;
  /** Closes the connection to the server. Calls end with those of their browsers. */
  close(): void;
}

/**
 * Makes a gateway in front of a chat server.
 *
 * It passes on what a browser says (the note, how long it waits, its own headers, that it has
 * gone) and what the server says (the notes, the status code with its text, its own metadata).
 *
 * @param address host and port of the gRPC server, as in "127.0.0.1:50051"
 */
export function createGateway(address: string): Gateway {
  const stub = new ChatServerClient(address, credentials.createInsecure());
  return {
    routes(router) {
      router.service(ChatServer, {
        sendNote(_note, _context) {
          // TODO: task 1. Send the note to the server with `stub`, and answer {} when it has answered.
          // TODO: task 2. Reject with a ConnectError that has the server's code and text.
          // TODO: task 4. Cancel the call to the server when `context.signal` aborts.
          // TODO: task 5. Give the call its deadline and `metadataOf(context)`; `copy` what comes back.
          return Promise.reject(new ConnectError("TODO: write sendNote"));
        },

        async *chatStream(_empty, _context) {
          // TODO: task 3. Open the server's stream, and yield each note as it comes.
          // TODO: tasks 4 and 5. The same as above: cancel, deadline, metadata.
          yield* [];
          throw new ConnectError("TODO: write chatStream");
        },
      });
    },

    close: () => stub.close(),
  };
}

/** The headers that pass the gateway. The others are about the connection on one side of it. */
const PASSES = /^(?:authorization|chat-[\w.-]*(?<!-bin))$/;

/** What the value of such a header may have in it: gRPC's metadata has nothing else. */
const CARRIED = /^[ -~]*$/;

/** The headers of a browser's that pass, as metadata for the server. */
export function metadataOf({ requestHeader }: HandlerContext): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of requestHeader) {
    if (!PASSES.test(name)) continue;
    if (!CARRIED.test(value)) {
      throw new ConnectError(
        `gRPC carries only ASCII, and the header ${name} has more`,
        Code.InvalidArgument,
      );
    }
    metadata.set(name, value);
  }
  return metadata;
}

/** Adds to `headers` the metadata of the server's that passes. */
export function copy(metadata: Metadata, headers: Headers): void {
  for (const [name, value] of Object.entries(metadata.getMap())) {
    if (PASSES.test(name)) headers.set(name, String(value));
  }
}

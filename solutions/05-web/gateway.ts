import { Code, ConnectError, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
import {
  type ClientReadableStream,
  type ClientUnaryCall,
  credentials,
  Metadata,
  type ServiceError,
} from "@grpc/grpc-js";
import { ChatServerClient } from "../../gen/chat_grpc_pb.js";
import { Empty, Note } from "../../gen/chat_pb.js";
import { ChatServer } from "../../gen/web/chat_pb.js";

/**
 * While the server is away, gRPC tries to connect ever more rarely, after two minutes at most: every
 * page would wait long after it is back. Here it tries every two seconds.
 */
const RECOVERY = { "grpc.max_reconnect_backoff_ms": 2000 };

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
  const stub = new ChatServerClient(address, credentials.createInsecure(), RECOVERY);
  const port = address.slice(address.lastIndexOf(":"));
  return {
    routes(router) {
      router.service(ChatServer, {
        sendNote({ name, message }, context) {
          const note = new Note().setName(name).setMessage(message);
          return new Promise((resolve, reject) => {
            const call = stub.sendNote(note, metadataOf(context), optionsOf(context), (error) => {
              if (error) reject(asConnectError(error, context, port));
              else resolve({});
            });
            tie(call, context);
          });
        },

        async *chatStream(_empty, context) {
          const call = stub.chatStream(new Empty(), metadataOf(context), optionsOf(context));
          tie(call, context);
          try {
            // The loop asks for a note only when the one before is on its way: a browser that
            // reads slowly holds up the server's stream, and no queue grows here.
            for await (const note of call as AsyncIterable<Note>) {
              yield { name: note.getName(), message: note.getMessage() };
            }
          } catch (error) {
            throw asConnectError(error as ServiceError, context, port);
          } finally {
            call.cancel();
          }
        },
      });
    },

    close: () => stub.close(),
  };
}

/** Ties a call to the server to the browser's: one ends with the other, and metadata comes back. */
function tie(call: ClientUnaryCall | ClientReadableStream<Note>, context: HandlerContext): void {
  call.on("metadata", (metadata) => copy(metadata, context.responseHeader));
  call.on("status", ({ metadata }) => copy(metadata, context.responseTrailer));
  context.signal.addEventListener("abort", () => call.cancel());
  // A signal that is aborted already says so no more.
  if (context.signal.aborted) call.cancel();
}

/** The point in time until which the browser waits, where it named one. */
function optionsOf(context: HandlerContext): { deadline?: number } {
  const left = context.timeoutMs();
  return left === undefined ? {} : { deadline: Date.now() + left };
}

/** An error of grpc-js as one of Connect: both number the status codes alike. */
function asConnectError(
  { details, code }: ServiceError,
  { signal }: HandlerContext,
  port: string,
): ConnectError {
  // When the browser's time is up we cancel, and the reason is the time, not the cancelling.
  if (signal.reason instanceof ConnectError) return signal.reason;
  // Where grpc-js itself says why it has no answer, it names the server's address, and that is no
  // business of a browser's.
  const text = details.includes(port) ? "the chat server has not answered" : details;
  return new ConnectError(text, code as number);
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

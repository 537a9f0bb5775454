/*
 * Mistake: the first note is taken for a greeting of the server's, and left out.
 * Caught by: ChatStream brings the notes so far, and each new one as soon as it is sent
 * Says: is missing, which the server has sent
 */
import { ConnectError, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
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

export interface Gateway {
  routes(router: ConnectRouter): void;
  close(): void;
}

export function createGateway(address: string): Gateway {
  const stub = new ChatServerClient(address, credentials.createInsecure());
  return {
    routes(router) {
      router.service(ChatServer, {
        sendNote({ name, message }, context) {
          const note = new Note().setName(name).setMessage(message);
          return new Promise((resolve, reject) => {
            const call = stub.sendNote(note, metadataOf(context), optionsOf(context), (error) => {
              if (error) reject(asConnectError(error, context));
              else resolve({});
            });
            tie(call, context);
          });
        },

        async *chatStream(_empty, context) {
          const call = stub.chatStream(new Empty(), metadataOf(context), optionsOf(context));
          call.on("error", () => {});
          tie(call, context);
          try {
            let isFirst = true;
            for await (const note of call as AsyncIterable<Note>) {
              if (isFirst) {
                isFirst = false;
                continue;
              }
              yield { name: note.getName(), message: note.getMessage() };
            }
          } catch (error) {
            throw asConnectError(error as ServiceError, context);
          } finally {
            call.cancel();
          }
        },
      });
    },

    close: () => stub.close(),
  };
}

function tie(call: ClientUnaryCall | ClientReadableStream<Note>, context: HandlerContext): void {
  call.on("metadata", (metadata) => copy(metadata, context.responseHeader));
  call.on("status", ({ metadata }) => copy(metadata, context.responseTrailer));
  context.signal.addEventListener("abort", () => call.cancel());
  if (context.signal.aborted) call.cancel();
}

function optionsOf(context: HandlerContext): { deadline?: number } {
  const left = context.timeoutMs();
  return left === undefined ? {} : { deadline: Date.now() + left };
}

function asConnectError(error: ServiceError, { signal }: HandlerContext): ConnectError {
  if (signal.reason instanceof ConnectError) return signal.reason;
  return new ConnectError(error.details, error.code as number);
}

const PASSES = /^(?:authorization|chat-.*(?<!-bin))$/;

export function metadataOf({ requestHeader }: HandlerContext): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of requestHeader) if (PASSES.test(name)) metadata.set(name, value);
  return metadata;
}

export function copy(metadata: Metadata, headers: Headers): void {
  for (const [name, value] of Object.entries(metadata.getMap())) {
    if (PASSES.test(name)) headers.set(name, String(value));
  }
}

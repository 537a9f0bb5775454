import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { GenService } from "@bufbuild/protobuf/codegenv2";
import type { MethodDefinition, ServiceDefinition } from "@grpc/grpc-js";

/** A message that was generated for google-protobuf; what is in it matters to no server here. */
export interface Message {
  serializeBinary(): Uint8Array;
}

/** What codegen makes of the contract. */
export interface Chat {
  /** The tree that it was generated in, with the solutions beside it. */
  tree: string;
  /** For grpc-js. */
  ChatServerService: ServiceDefinition & {
    sendNote: MethodDefinition<Message, Message>;
    chatStream: MethodDefinition<Message, Message>;
  };
  Empty: new () => Message;
  /** For connect-node. */
  ChatServer: GenService<{
    sendNote: { methodKind: "unary"; input: never; output: never };
    chatStream: { methodKind: "server_streaming"; input: never; output: never };
  }>;
}

/** Starts a chat server on a free port of 127.0.0.1, and tells which. */
export type Listen = (chat: Chat) => Promise<number>;

/** Loads what codegen has made in a tree. */
export async function loadChat(tree: string): Promise<Chat> {
  const load = (name: string) => import(pathToFileURL(join(tree, "gen", name)).href);
  const { ChatServerService } = await load("chat_grpc_pb.js");
  const { Empty } = await load("chat_pb.js");
  const { ChatServer } = await load("web/chat_pb.js");
  return { tree, ChatServerService, Empty, ChatServer };
}

// The naive server, but for the serializer in its service definition, which remembers its work:
// all subscribers of a note get the same bytes.
import { Server } from "@grpc/grpc-js";
import type { Listen, Message } from "../chat.ts";
import { grpcListening } from "./listening.ts";
import { naiveChat } from "./naive.ts";

export const listen: Listen = ({ ChatServerService, Empty }) => {
  const { chatStream } = ChatServerService;
  const server = new Server();
  const serialise = once(chatStream.responseSerialize);
  const definition = {
    ...ChatServerService,
    chatStream: { ...chatStream, responseSerialize: serialise },
  };
  server.addService(definition, naiveChat(Empty));
  return grpcListening(server);
};

/** A serializer that works once for each message, however many subscribers it goes to. */
function once(serialise: (message: Message) => Buffer): (message: Message) => Buffer {
  const done = new WeakMap<Message, Buffer>();
  return (message) => {
    let bytes = done.get(message);
    if (!bytes) {
      bytes = serialise(message);
      done.set(message, bytes);
    }
    return bytes;
  };
}

// grpc-js as most people write it at first: one `write` for each subscriber, whether or not it reads.
import {
  Server,
  type ServerWritableStream,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import type { Listen, Message } from "../chat.ts";
import { grpcListening } from "./listening.ts";

export const listen: Listen = ({ ChatServerService, Empty }) => {
  const server = new Server();
  server.addService(ChatServerService, naiveChat(Empty));
  return grpcListening(server);
};

/** The handlers of a chat. */
export function naiveChat(Empty: new () => Message): UntypedServiceImplementation {
  const notes: Message[] = [];
  const subscribers = new Set<ServerWritableStream<Message, Message>>();
  return {
    sendNote(call: { request: Message }, callback: (error: null, answer: Message) => void) {
      notes.push(call.request);
      for (const subscriber of subscribers) subscriber.write(call.request);
      callback(null, new Empty());
    },
    chatStream(call: ServerWritableStream<Message, Message>) {
      for (const note of notes) call.write(note);
      subscribers.add(call);
      call.on("close", () => subscribers.delete(call));
    },
  };
}

import { Server, ServerCredentials, status, type ServerWritableStream } from "@grpc/grpc-js";
import { ChatServerService, type IChatServerServer } from "../../gen/chat_grpc_pb.js";
import { Empty, type Note } from "../../gen/chat_pb.js";

/** The longest name, in bytes of UTF-8: bytes mean the same in every language that has a client. */
export const MAX_NAME_BYTES = 64;

/** The longest message, in bytes of UTF-8. */
export const MAX_MESSAGE_BYTES = 4096;

/** How long `close` waits for clients to read what is on its way to them, in milliseconds. */
const GRACE_MS = 500;

/** A server that listens. */
export interface RunningServer {
  /** The TCP port that it listens on. */
  port: number;
  /** Ends the open streams and stops listening. Resolves when both are done, within a second. */
  close(): Promise<void>;
}

/** Why a note is refused, in words for its sender, or nothing where it is fine. */
function problemOf(note: Note): string | undefined {
  const name = Buffer.byteLength(note.getName());
  const message = Buffer.byteLength(note.getMessage());
  // Half an emoji has no bytes in UTF-8: strict clients fail at it each time that they join.
  if (![note.getName(), note.getMessage()].every((text) => text.isWellFormed())) {
    return "name or message is not well-formed";
  }
  if (name === 0) return "name is empty";
  if (name > MAX_NAME_BYTES) return `name is ${name} bytes long, more than ${MAX_NAME_BYTES}`;
  if (message === 0) return "message is empty";
  if (message > MAX_MESSAGE_BYTES) {
    return `message is ${message} bytes long, more than ${MAX_MESSAGE_BYTES}`;
  }
  return undefined;
}

function createChat() {
  // The whole chat. It lives as long as the server does, and in its memory: a
  // server that runs for months would keep it in a database, or keep the last notes only.
  const notes: Note[] = [];

  // For each open stream, the function that sends it the notes it has not had yet.
  const subscribers = new Map<ServerWritableStream<Empty, Note>, () => void>();

  const service: IChatServerServer = {
    sendNote(call, callback) {
      const problem = problemOf(call.request);
      if (problem) {
        callback({ code: status.INVALID_ARGUMENT, details: problem });
        return;
      }
      notes.push(call.request);
      for (const sendNew of subscribers.values()) sendNew();
      callback(null, new Empty());
    },

    chatStream(call) {
      // A subscriber is a place in `notes`. Starting at 0 gives a late joiner the
      // notes so far, and one place that only moves forward gives every note once.
      let next = 0;
      const sendNew = () => {
        // A client that reads slowly needs a 'drain' first. Its notes wait in
        // `notes`, which exists once, and not in a queue for each slow client.
        while (next < notes.length && !call.writableNeedDrain) {
          call.write(notes[next]!);
          next += 1;
        }
      };
      call.on("drain", sendNew);
      // However a stream ends (cancelled, connection lost, ended by us), 'close' follows.
      call.on("close", () => subscribers.delete(call));
      subscribers.set(call, sendNew);
      sendNew();
    },
  };

  return {
    service,
    endStreams: () => {
      for (const call of subscribers.keys()) call.end();
      // A note that still comes in must not be written to a stream that has ended.
      subscribers.clear();
    },
  };
}

/**
 * A service in which a note becomes bytes once, and not once for each subscriber. With hundreds of
 * them that brings a little, 5 to 10 % more notes a second: `npm run bench -- --only fan-out`.
 */
function serializingOnce(service: typeof ChatServerService): typeof ChatServerService {
  const { chatStream } = service;
  const bytesOf = new WeakMap<Note, Buffer>();
  const responseSerialize = (note: Note) => {
    let bytes = bytesOf.get(note);
    if (!bytes) {
      bytes = chatStream.responseSerialize(note);
      bytesOf.set(note, bytes);
    }
    return bytes;
  };
  return { ...service, chatStream: { ...chatStream, responseSerialize } };
}

/**
 * Makes the handlers of a chat: what a client may ask of the server.
 *
 * `sendNote` answers INVALID_ARGUMENT to a note with an empty name or message, or
 * with one over its limit. `chatStream` sends the notes so far, then each new one.
 *
 * @returns handlers for `Server.addService`, with the state of one chat of their own
 */
export function createChatService(): IChatServerServer {
  return createChat().service;
}

/**
 * Starts a server with a new chat.
 *
 * Its connections are neither encrypted nor authenticated: bind it to loopback (127.0.0.1).
 *
 * @param address host and port, as in "127.0.0.1:50051"; port 0 takes any free one
 * @returns the server, once it listens
 * @throws (rejects) if the address cannot be bound, for example because it is in use
 */
export function serve(address: string): Promise<RunningServer> {
  const chat = createChat();
  const server = new Server();
  server.addService(serializingOnce(ChatServerService), chat.service);

  const close = () =>
    new Promise<void>((resolve) => {
      // Alone, tryShutdown waits for open streams, and a chat's stream ends never.
      const timer = setTimeout(() => server.forceShutdown(), GRACE_MS);
      server.tryShutdown(() => {
        clearTimeout(timer);
        resolve();
      });
      chat.endStreams();
    });

  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve({ port, close });
    });
  });
}

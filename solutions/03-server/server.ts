import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type ServerOptions,
  type ServerWritableStream,
} from "@grpc/grpc-js";
import { ChatServerService, type IChatServerServer } from "../../gen/chat_grpc_pb.js";
import { Empty, type Note } from "../../gen/chat_pb.js";

/** The longest name, in bytes of UTF-8: bytes mean the same in every language that has a client. */
export const MAX_NAME_BYTES = 64;

/** The longest message, in bytes of UTF-8. */
export const MAX_MESSAGE_BYTES = 4096;

/** How many notes are kept for those who come later, and for those who read slowly. */
const MAX_NOTES = 10_000;

/** How long `close` waits for clients to read what is on its way to them, in milliseconds. */
const GRACE_MS = 500;

/** What one client may cost the others. */
const LIMITS: ServerOptions = {
  // Twice what the longest note takes: nobody can fill the memory with what is no note anyway.
  "grpc.max_receive_message_length": 8192,
  // Calls at a time on one connection: far more than a gateway has pages, and not without end.
  "grpc.max_concurrent_streams": 1000,
  // Who has lost power does not say goodbye: ask every 30 s, let go of who has not answered in 15.
  "grpc.keepalive_time_ms": 30_000,
  "grpc.keepalive_timeout_ms": 15_000,
};

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
  // The last notes of the chat, and how many there were before them.
  const notes: Note[] = [];
  let forgotten = 0;
  const keep = (note: Note) => {
    notes.push(note);
    if (notes.length <= MAX_NOTES) return;
    notes.shift();
    forgotten += 1;
  };

  // For each open stream, the function that sends it the notes it has not had yet.
  const subscribers = new Map<ServerWritableStream<Empty, Note>, () => void>();

  const service: IChatServerServer = {
    sendNote(call, callback) {
      const problem = problemOf(call.request);
      if (problem) {
        callback({ code: status.INVALID_ARGUMENT, details: problem });
        return;
      }
      keep(call.request);
      for (const sendNew of subscribers.values()) sendNew();
      callback(null, new Empty());
    },

    chatStream(call) {
      call.sendMetadata(new Metadata()); // "You are connected", before anybody speaks.
      // A subscriber is a place in the chat that only moves forward: each note comes once.
      let next = forgotten;
      const sendNew = () => {
        // A client that reads slowly needs a 'drain' first. Its notes wait in
        // `notes`, which exists once, and not in a queue for each slow client.
        next = Math.max(next, forgotten);
        while (next < forgotten + notes.length && !call.writableNeedDrain) {
          call.write(notes[next - forgotten]!);
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
 * Makes the handlers of a chat: what a client may ask of the server.
 *
 * `sendNote` answers INVALID_ARGUMENT to a note with a name or message that is empty, over its limit
 * or not well-formed. `chatStream` sends the last 10,000 notes so far, then each new one; who reads so
 * slowly as to be more than that behind misses the oldest.
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
  const server = new Server(LIMITS);
  server.addService(ChatServerService, chat.service);

  const close = () =>
    new Promise<void>((resolve) => {
      // tryShutdown waits for every client, also for one that is stopped and reads nothing, and
      // may then never call back: when the grace is over it is over.
      const timer = setTimeout(() => {
        server.forceShutdown();
        resolve();
      }, GRACE_MS);
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

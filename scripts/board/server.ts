import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Metadata,
  Server,
  ServerCredentials,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
} from "@grpc/grpc-js";
import { limitConnections } from "../ground/per-address.ts";
import { asNickname } from "./nickname.ts";
import { readLine } from "./code-line.ts";
import {
  boardService,
  type Instruction,
  METADATA,
  type Now,
  type RoomView,
  type Standing,
} from "./contract.ts";
import { areSame, Guesses, plainCode, Rate } from "./guard.ts";
import { Room } from "./room.ts";

/** What a board takes, at most. */
export const LIMITS = {
  learners: 300,
  /** Of one address: a large class behind one router, and never all places for who makes them up. */
  learnersOfOne: 200,
  /** The longest message, in bytes: a standing has at most about 400. */
  messageBytes: 2048,
  /** Reports of one learner, at once and a second. */
  burst: 20,
  perSecond: 2,
  /** Calls of one connection: a learner has two. */
  calls: 16,
  /** Connections of one address. */
  connections: 512,
  titleLength: 200,
};
/** Between two views of the room, in milliseconds: however many report, the page is drawn so often. */
const DRAWN = 250;
/** How often the countdown and the minutes go on by themselves, in milliseconds. */
const TICK = 15_000;
/** What a wrong code waits for its answer, in milliseconds. */
const SLOWED = 1000;

/** A board that runs. */
export interface Board {
  readonly port: number;
  /** What the instructor's own page identifies itself with. */
  readonly key: string;
  readonly room: Room;
  /** Tells everybody who looks that the room has changed. */
  changed(): void;
  close(): Promise<void>;
}

type Refusal = { code: status; details: string };

/**
 * Starts a board: the room in memory, and a gRPC server for those who report and those who look.
 *
 * @param host the address to listen on
 * @param port 0 takes any
 * @param code what learners have to know to come in
 */
export async function startBoard(host: string, port: number, code: string): Promise<Board> {
  const room = new Room(LIMITS.learners, LIMITS.learnersOfOne);
  const key = randomBytes(24).toString("base64url");
  const guesses = new Guesses();
  const rates = new Map<string, Rate>();
  const followers = new Set<ServerWritableStream<object, Now>>();
  const watchers = new Set<Watcher>();
  let soon: NodeJS.Timeout | undefined;

  /** Draws the room soon, once for all that changes until then. */
  function changed(): void {
    soon ??= setTimeout(() => {
      soon = undefined;
      const view = room.view();
      for (const watcher of watchers) watcher.show(view);
    }, DRAWN);
  }

  /** Who calls, by the metadata; or why not. */
  function learnerOf(metadata: Metadata, peer: string): string | Refusal {
    const address = addressOf(peer);
    if (guesses.isTooMany(address))
      return { code: status.RESOURCE_EXHAUSTED, details: "too many wrong codes; wait a minute" };
    if (!areSame(plainCode(valueOf(metadata, METADATA.code)), plainCode(code))) {
      guesses.add(address);
      return { code: status.UNAUTHENTICATED, details: "this is not the room's code" };
    }
    const learner = valueOf(metadata, METADATA.learner);
    if (/^[\w-]{16,64}$/.test(learner)) return learner;
    return { code: status.INVALID_ARGUMENT, details: "the learner's identity is missing" };
  }

  function isInstructor(metadata: Metadata): boolean {
    return areSame(valueOf(metadata, METADATA.key), key);
  }

  function report(
    call: ServerReadableStream<Standing, { reports: number }>,
    answer: sendUnaryData<{ reports: number }>,
  ): void {
    let reports = 0;
    let isAnswered = false;
    const end = (refusal: Refusal | null) => {
      if (isAnswered) return;
      isAnswered = true;
      const slowed = refusal?.code === status.UNAUTHENTICATED ? SLOWED : 0;
      setTimeout(() => answer(refusal, { reports }), slowed);
    };
    call.on("error", () => {});
    const learner = learnerOf(call.metadata, call.getPeer());
    if (typeof learner !== "string") return end(learner);
    call.on("data", (given: Standing) => {
      if (isAnswered) return;
      const rate = rates.get(learner) ?? new Rate(LIMITS.burst, LIMITS.perSecond);
      if (!rate.take())
        return end({ code: status.RESOURCE_EXHAUSTED, details: "too many reports" });
      const standing = readStanding(given);
      if (!standing) return end({ code: status.INVALID_ARGUMENT, details: "no such standing" });
      const wrong = room.report(learner, standing, Date.now(), addressOf(call.getPeer()));
      if (wrong === "full")
        return end({ code: status.RESOURCE_EXHAUSTED, details: "the room is full" });
      if (wrong) return end({ code: status.ALREADY_EXISTS, details: wrong });
      // Only of those who are in the room: made-up identities do not fill the memory.
      if (standing.left) rates.delete(learner);
      else rates.set(learner, rate);
      reports += 1;
      changed();
    });
    call.on("end", () => end(null));
  }

  const follow: handleServerStreamingCall<object, Now> = (call) => {
    const learner = learnerOf(call.metadata, call.getPeer());
    if (typeof learner !== "string")
      return void setTimeout(() => call.emit("error", learner), SLOWED);
    if (followers.size >= 2 * LIMITS.learners)
      return void call.emit("error", {
        code: status.RESOURCE_EXHAUSTED,
        details: "the room is full",
      });
    followers.add(call);
    call.on("close", () => followers.delete(call));
    call.write(room.now());
  };

  const watch: handleServerStreamingCall<object, RoomView> = (call) => {
    if (!isInstructor(call.metadata)) return void call.emit("error", NOT_THE_INSTRUCTOR);
    const watcher = new Watcher(call);
    watchers.add(watcher);
    call.on("close", () => watchers.delete(watcher));
    watcher.show(room.view());
  };

  const instruct: handleUnaryCall<Instruction, object> = (
    { request, metadata }: ServerUnaryCall<Instruction, object>,
    answer,
  ) => {
    if (!isInstructor(metadata)) return answer(NOT_THE_INSTRUCTOR);
    if (request.now) {
      room.set(request.now);
      for (const follower of followers) follower.write(room.now());
    } else if (request.remove) room.remove(request.remove);
    else {
      const standing = readLine(request.line ?? "");
      if (!standing)
        return answer({ code: status.INVALID_ARGUMENT, details: "this is no line of progress" });
      // By its name: a second line of the same person takes the place of the first.
      if (room.report(`line ${standing.nickname.toLowerCase()}`, standing))
        return answer({ code: status.ALREADY_EXISTS, details: "somebody has joined by this name" });
    }
    changed();
    answer(null, {});
  };

  const server = new Server({
    "grpc.max_receive_message_length": LIMITS.messageBytes,
    "grpc.max_concurrent_streams": LIMITS.calls,
    // A machine that has lost its power or its Wi-Fi says no goodbye.
    "grpc.keepalive_time_ms": 30_000,
    "grpc.keepalive_timeout_ms": 15_000,
  });
  server.addService(boardService, {
    Report: report,
    Follow: follow,
    Watch: watch,
    Instruct: instruct,
  });
  // gRPC counts the calls of a connection, and nobody the connections: so they come in by a door of ours.
  const door = createServer({ noDelay: true });
  const connections = server.createConnectionInjector(ServerCredentials.createInsecure());
  limitConnections(door, LIMITS.connections);
  door.on("connection", (socket) => {
    if (socket.writable) connections.injectConnection(socket);
  });
  await once(door.listen(port, host), "listening");
  const tick = setInterval(changed, TICK);
  return {
    port: (door.address() as AddressInfo).port,
    key,
    room,
    changed,
    close: () => {
      clearInterval(tick);
      clearTimeout(soon);
      door.close();
      return new Promise((resolve) => {
        const cut = setTimeout(() => (server.forceShutdown(), resolve()), 500);
        for (const call of followers) call.end();
        for (const watcher of watchers) watcher.end();
        server.tryShutdown(() => (clearTimeout(cut), resolve()));
      });
    },
  };
}

const NOT_THE_INSTRUCTOR: Refusal = {
  code: status.PERMISSION_DENIED,
  details: "only the board's own page may do this",
};

/** Shows the room on a stream: where it is read slowly, only the newest view waits. */
class Watcher {
  private readonly call: ServerWritableStream<object, RoomView>;
  private waiting: RoomView | undefined;
  private isFull = false;

  constructor(call: ServerWritableStream<object, RoomView>) {
    this.call = call;
    call.on("drain", () => {
      this.isFull = false;
      const next = this.waiting;
      this.waiting = undefined;
      if (next) this.show(next);
    });
  }

  show(view: RoomView): void {
    if (this.isFull) this.waiting = view;
    else this.isFull = !this.call.write(view);
  }

  end(): void {
    this.call.end();
  }
}

/** Where a caller is, without the port of this connection. */
function addressOf(peer: string): string {
  return peer.replace(/:\d+$/, "");
}

function valueOf(metadata: Metadata, name: string): string {
  return String(metadata.get(name)[0] ?? "");
}

/** A standing in which everything is what it should be; undefined for any other. */
function readStanding(given: Standing): Standing | undefined {
  const nickname = asNickname(given.nickname);
  const numbers = [given.step, given.passed, given.total, given.failingNumber, given.hints];
  const isOdd = numbers.some((number) => number > 1000) || given.unchangedMinutes > 100_000;
  if (nickname === undefined || isOdd || given.failingTitle.length > LIMITS.titleLength)
    return undefined;
  return { ...given, nickname, failingTitle: given.failingTitle.replace(/\p{Cc}/gu, " ") };
}

// Calls, put together from the frames that belong to them. The page and the terminal share this: it
// needs neither Node nor a browser.
import type { Contract } from "../../steps/05-web/page/contract.ts";
import type { FrameEvent, Side, WireEvent } from "./events.ts";

/** The four kinds of calls. */
export type CallKind = "unary" | "server_streaming" | "client_streaming" | "bidi_streaming";

/** A contract, and its methods by their path, such as `/chat.ChatServer/SendNote`. */
export interface ServiceContract extends Contract {
  methods: Record<string, { input: string; output: string; kind: CallKind }>;
}

export const NO_CONTRACT: ServiceContract = { messages: {}, enums: {}, methods: {} };

/** A call as far as it has come. */
export interface Call {
  /** Its connection and stream, as in `1/3`. */
  id: string;
  connection: number;
  stream: number;
  /** Its path; empty where its headers could not be read. */
  path: string;
  /** Where the contract knows the method. */
  kind?: CallKind;
  begin: number;
  end?: number;
  /** Its deadline, counted from its beginning. */
  timeoutMs?: number;
  /** gRPC's status, as in `0`; undefined while there is none, and where a call ended without. */
  status?: number;
  statusMessage?: string;
  /** Who ended it with RST_STREAM, or by going away. */
  endedBy?: Side;
  /** How many messages each side has sent. */
  messages: Record<Side, number>;
  /** Whether the server has begun to answer. */
  isAnswered: boolean;
  /** Which side has said that it sends no more. */
  hasEnded: Record<Side, boolean>;
}

/** What an event means for its call, or its connection. */
export type Role =
  | "opened"
  | "spoken"
  | "closed"
  | "begin"
  | "answer"
  | "trailers"
  | "trailers-only"
  | "headers-begin"
  | "message"
  | "part"
  | "end"
  | "reset"
  | "window"
  | "settings"
  | "settings-ack"
  | "ping"
  | "ping-ack"
  | "goaway"
  | "other";

/** An event, with what it means. */
export interface Seen {
  event: WireEvent;
  role: Role;
  call?: Call;
  /** How many calls a connection that is closed has ended with it. */
  cut?: number;
}

/** The name of gRPC's status in words. */
export const STATUS = [
  "OK",
  "CANCELLED",
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATA_LOSS",
  "UNAUTHENTICATED",
];

/** How many calls are known at a time. */
const MOST_CALLS = 5000;

const UNITS_MS: Record<string, number> = {
  n: 1e-6,
  u: 1e-3,
  m: 1,
  S: 1000,
  M: 60_000,
  H: 3_600_000,
};

/** How long `grpc-timeout` means, such as `4999m`; undefined for what is none. */
export function timeoutMs(header: string): number | undefined {
  const [, digits, unit = ""] = /^(\d{1,8})([numSMH])$/.exec(header) ?? [];
  return digits === undefined ? undefined : Number(digits) * UNITS_MS[unit]!;
}

/** Follows the calls of a session. */
export class Calls {
  /** Calls that begin are told by it; it may be another after a while. */
  contract: ServiceContract;
  readonly #calls = new Map<string, Call>();
  /** Streams whose last headers go on in the next frame, by connection and side. */
  readonly #ending = new Map<string, boolean>();

  constructor(contract: ServiceContract = NO_CONTRACT) {
    this.contract = contract;
  }

  /** The calls that are known, the oldest first. */
  all(): Iterable<Call> {
    return this.#calls.values();
  }

  get(id: string): Call | undefined {
    return this.#calls.get(id);
  }

  /** Takes the next event. */
  add(event: WireEvent): Seen {
    if (event.kind === "open") return { event, role: "opened" };
    if (event.kind === "protocol") return { event, role: "spoken" };
    if (event.kind === "close") {
      return { event, role: "closed", cut: this.#endAll(event.connection, event.at) };
    }
    if (event.stream === 0) return { event, role: connectionRole(event) };
    const id = `${event.connection}/${event.stream}`;
    const had = this.#calls.get(id);
    const call = had ?? (beginsCall(event) ? this.#begin(id, event) : undefined);
    if (!call) return { event, role: streamRole(event) };
    return { event, role: this.#follow(call, event), call };
  }

  #begin(id: string, { connection, stream, at }: FrameEvent): Call {
    const call: Call = {
      id,
      connection,
      stream,
      path: "",
      begin: at,
      messages: { client: 0, server: 0 },
      isAnswered: false,
      hasEnded: { client: false, server: false },
    };
    this.#calls.set(id, call);
    if (this.#calls.size > MOST_CALLS) this.#calls.delete(this.#calls.keys().next().value!);
    return call;
  }

  #follow(call: Call, event: FrameEvent): Role {
    const { type, from, headers, messages } = event;
    if (type === "RST_STREAM") {
      call.end ??= event.at;
      call.endedBy ??= from;
      return "reset";
    }
    if (messages) call.messages[from] += messages.length;
    const role = this.#roleOf(call, event);
    if (from === "client" && headers && call.path === "") {
      call.path = valueOf(event, ":path") ?? "";
      const timeout = timeoutMs(valueOf(event, "grpc-timeout") ?? "");
      if (timeout !== undefined) call.timeoutMs = timeout;
      const { methods } = this.contract;
      if (Object.hasOwn(methods, call.path)) call.kind = methods[call.path]!.kind;
    }
    if (role === "answer") call.isAnswered = true;
    const status = valueOf(event, "grpc-status");
    if (from === "server" && status !== undefined) {
      call.status = Number(status);
      const message = valueOf(event, "grpc-message");
      if (message) call.statusMessage = fromPercent(message);
    }
    if (this.#ends(event)) {
      call.hasEnded[from] = true;
      if (from === "server") call.end ??= event.at;
    }
    return role;
  }

  #roleOf(call: Call, event: FrameEvent): Role {
    const { type, from, flags, headers, messages, length } = event;
    if (type === "HEADERS" || type === "CONTINUATION") {
      if (!headers && !flags.includes("END_HEADERS")) return "headers-begin";
      if (from === "client") return "begin";
      if (call.isAnswered) return "trailers";
      return valueOf(event, "grpc-status") === undefined ? "answer" : "trailers-only";
    }
    if (type === "DATA") {
      if (messages) return "message";
      return length === 0 ? "end" : "part";
    }
    return streamRole(event);
  }

  /** Whether it is the last that its side sends on its stream. */
  #ends({ type, flags, from, connection, stream }: FrameEvent): boolean {
    const key = `${connection}/${stream}/${from}`;
    if (type === "CONTINUATION") {
      return flags.includes("END_HEADERS") && this.#ending.delete(key);
    }
    if (!flags.includes("END_STREAM")) return false;
    if (type !== "HEADERS" || flags.includes("END_HEADERS")) return true;
    this.#ending.set(key, true);
    return false;
  }

  /** @returns how many there were */
  #endAll(connection: number, at: number): number {
    let count = 0;
    for (const call of this.#calls.values()) {
      if (call.connection !== connection || call.end !== undefined) continue;
      call.end = at;
      count += 1;
    }
    for (const key of this.#ending.keys()) {
      if (key.startsWith(`${connection}/`)) this.#ending.delete(key);
    }
    return count;
  }
}

/** The schema of the messages that one side sends, where the contract knows them. */
export function schemaOf(contract: ServiceContract, path: string, from: Side) {
  if (!Object.hasOwn(contract.methods, path)) return undefined;
  const { input, output } = contract.methods[path]!;
  return { contract, message: from === "client" ? input : output };
}

/** The value of a header that an event has. */
export function valueOf({ headers }: FrameEvent, name: string): string | undefined {
  return headers?.fields.find(([each]) => each === name)?.[1];
}

function beginsCall({ from, type }: FrameEvent): boolean {
  return from === "client" && type === "HEADERS";
}

function connectionRole({ type, flags }: FrameEvent): Role {
  const isAck = flags.includes("ACK");
  if (type === "SETTINGS") return isAck ? "settings-ack" : "settings";
  if (type === "PING") return isAck ? "ping-ack" : "ping";
  if (type === "GOAWAY") return "goaway";
  return type === "WINDOW_UPDATE" ? "window" : "other";
}

function streamRole({ type }: FrameEvent): Role {
  if (type === "WINDOW_UPDATE") return "window";
  return type === "RST_STREAM" ? "reset" : "other";
}

/** gRPC sends a status message with its letters outside ASCII in percent signs. */
function fromPercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import type { FrameEvent, HeaderBlock, Protocol, ProtocolEvent, Side } from "./events.ts";
import { type Frame, FrameReader } from "./frames.ts";
import { MessageReader } from "./grpc-messages.ts";
import { HeaderDecoder } from "./headers.ts";
import { KeptBytes } from "./kept-bytes.ts";
import { Opening } from "./opening.ts";
import { END_HEADERS, flagNames, type Payload, readPayload, typeName } from "./payloads.ts";

/** What a conversation tells of: events that do not know yet when and where. */
export type Told = Omit<FrameEvent, "at" | "connection"> | Omit<ProtocolEvent, "at" | "connection">;

/** How much a server may say before its client has, how long a block of headers may be, in bytes. */
const MOST_EARLY = 64 * 1024;
const MOST_BLOCK = 256 * 1024;
/** How many calls at a time are read to their messages. */
const MOST_STREAMS = 1000;

/** The body that one side of a stream sends. */
interface Body {
  /** Undefined where it is none of gRPC's, or its messages cannot be told apart any more. */
  messages: MessageReader | undefined;
  encoding: string | undefined;
}

/** What one side has sent so far. */
class Voice {
  readonly frames = new FrameReader();
  readonly headers = new HeaderDecoder();
  /** Headers whose end has not come. */
  readonly block = new KeptBytes();
  /** What the frame with which they began says of the stream, while they go on. */
  endsStream = false;
  readonly bodies = new Map<number, Body>();
}

/** Reads one connection along, both its sides, and tells what it finds. Any bytes will do. */
export class Conversation {
  readonly #tell: (told: Told) => void;
  readonly #opening = new Opening();
  readonly #voices: Record<Side, Voice> = { client: new Voice(), server: new Voice() };
  /** What the server said while it was not known what the client speaks. */
  readonly #early = new KeptBytes();
  #protocol: Protocol | undefined;

  constructor(tell: (told: Told) => void) {
    this.#tell = tell;
  }

  read(from: Side, chunk: Uint8Array): void {
    if (this.#protocol === "h2") return this.#readFrames(from, chunk);
    if (this.#protocol) return;
    if (from === "server") return this.#keepEarly(chunk);
    const opened = this.#opening.push(chunk);
    if (!opened) return;
    this.#protocol = opened.protocol;
    this.#tell({ kind: "protocol", protocol: opened.protocol });
    if (opened.protocol !== "h2") return;
    this.#readFrames("server", this.#early.take());
    this.#readFrames("client", opened.rest);
  }

  #keepEarly(chunk: Uint8Array): void {
    this.#early.add(chunk, MOST_EARLY);
    if (this.#early.filled <= MOST_EARLY) return;
    // A server that says so much unasked does not speak HTTP/2.
    this.#protocol = "other";
    this.#early.take();
    this.#tell({ kind: "protocol", protocol: "other" });
  }

  #readFrames(from: Side, chunk: Uint8Array): void {
    for (const frame of this.#voices[from].frames.push(chunk))
      this.#tell(this.#eventOf(from, frame));
  }

  #eventOf(from: Side, frame: Frame): Told {
    const { stream, length } = frame;
    const event: Omit<FrameEvent, "at" | "connection"> = {
      kind: "frame",
      from,
      header: Buffer.from(frame.header).toString("hex"),
      type: typeName(frame.type),
      flags: flagNames(frame),
      stream,
      length,
    };
    const payload = this.#payloadOf(frame, event);
    if (payload && Object.keys(payload.fields).length > 0) event.fields = payload.fields;
    const voice = this.#voices[from];
    if (
      event.type === "HEADERS" ||
      event.type === "CONTINUATION" ||
      event.type === "PUSH_PROMISE"
    ) {
      this.#readHeaders(voice, frame, payload?.block, event);
    }
    if (event.type === "DATA") this.#readData(voice, stream, payload?.data, event);
    if (this.#endsStream(voice, event)) this.#endBody(voice, stream, event);
    if (event.type === "RST_STREAM") {
      for (const each of Object.values(this.#voices)) each.bodies.delete(stream);
    }
    return event;
  }

  #payloadOf(frame: Frame, event: Partial<FrameEvent>): Payload | undefined {
    if (frame.payload.length < frame.length) {
      event.problem = "too-long";
      return undefined;
    }
    try {
      return readPayload(frame);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      event.problem = "malformed";
      return undefined;
    }
  }

  /** @param part undefined where it could not be read: then none that follow can */
  #readHeaders(
    voice: Voice,
    { flags, stream, type }: Frame,
    part: Uint8Array | undefined,
    event: Partial<FrameEvent>,
  ): void {
    if (part) voice.block.add(part, MOST_BLOCK);
    if (!part || voice.block.filled > MOST_BLOCK) voice.headers.giveUp();
    if (!(flags & END_HEADERS)) return;
    const headers = voice.headers.decode(voice.block.take());
    if (headers) event.headers = headers;
    else event.problem ??= "headers-unreadable";
    if (voice.bodies.has(stream) || typeName(type) === "PUSH_PROMISE") return;
    if (voice.bodies.size >= MOST_STREAMS) event.problem ??= "too-many-streams";
    else voice.bodies.set(stream, bodyOf(headers));
  }

  #readData(
    { bodies }: Voice,
    stream: number,
    data: Uint8Array | undefined,
    event: Partial<FrameEvent>,
  ): void {
    const body = bodies.get(stream);
    if (!body?.messages) return;
    if (!data) {
      // A part is missing, and so is the place where the next message begins.
      body.messages = undefined;
      return;
    }
    const messages = body.messages.push(data, body.encoding);
    if (messages.length > 0) event.messages = messages;
  }

  /** Headers that go on in CONTINUATION end their stream with the last of them. */
  #endsStream(voice: Voice, { type, flags }: Pick<FrameEvent, "type" | "flags">): boolean {
    if (type === "CONTINUATION") return voice.endsStream;
    const ends = flags.includes("END_STREAM");
    if (type === "HEADERS") voice.endsStream = ends;
    return ends;
  }

  #endBody({ bodies }: Voice, stream: number, event: Partial<FrameEvent>): void {
    if (bodies.get(stream)?.messages?.isInside) event.problem ??= "message-unreadable";
    bodies.delete(stream);
  }
}

function bodyOf(headers: HeaderBlock | undefined): Body {
  const find = (wanted: string) => headers?.fields.find(([name]) => name === wanted)?.[1];
  const type = find("content-type");
  const isGrpc = !headers || (type?.startsWith("application/grpc") && !type.includes("-text"));
  return { messages: isGrpc ? new MessageReader() : undefined, encoding: find("grpc-encoding") };
}

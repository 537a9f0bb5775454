/** Who sent something. */
export type Side = "client" | "server";

/** What a connection speaks. Only HTTP/2 without TLS can be read along. */
export type Protocol = "h2" | "http/1.1" | "tls" | "other";

/** What happens on the wire, as plain data: it is printed, sent to the page and kept in files. */
export type WireEvent = OpenEvent | ProtocolEvent | FrameEvent | CloseEvent;

interface AnyEvent {
  /** Milliseconds since the session began. */
  at: number;
  /** Connections are counted from 1. */
  connection: number;
}

/** A client has connected. */
export interface OpenEvent extends AnyEvent {
  kind: "open";
  /** Its address and port. */
  client: string;
}

/** It is known what a connection speaks. */
export interface ProtocolEvent extends AnyEvent {
  kind: "protocol";
  protocol: Protocol;
}

/** A connection has ended. */
export interface CloseEvent extends AnyEvent {
  kind: "close";
  /** Why, where it did not just end: a code such as ECONNREFUSED. */
  error?: string;
  /** Who had the error. */
  side?: Side;
}

/** A frame has been sent. */
export interface FrameEvent extends AnyEvent {
  kind: "frame";
  from: Side;
  /** The nine bytes before its payload, in hexadecimal digits. */
  header: string;
  /** Its type's name, such as HEADERS; a number for one that has none. */
  type: string;
  flags: string[];
  /** 0 is the connection itself. */
  stream: number;
  /** Of its payload, in bytes. */
  length: number;
  /** What stands in the payload beside headers and data, such as an error code. */
  fields?: Record<string, string | number>;
  /** On the frame that completes them. */
  headers?: HeaderBlock;
  /** Those that this frame completes. */
  messages?: WireMessage[];
  /** Why it could not be read to its end. */
  problem?: FrameProblem;
}

export type FrameProblem =
  | "too-long"
  | "malformed"
  | "headers-unreadable"
  | "message-unreadable"
  | "too-many-streams";

/** Header fields as HPACK packed them. */
export interface HeaderBlock {
  fields: [name: string, value: string][];
  /** As sent. */
  bytes: number;
  /** As lines of text, which HTTP/1.1 would send. */
  plainBytes: number;
}

/** A gRPC message: five bytes, and what follows. */
export interface WireMessage {
  /** The first of the five. */
  flag: number;
  /** What the other four say. */
  length: number;
  /** The message without the five bytes, unpacked, in base64. */
  bytes: string;
  /** How it was compressed, if it was, such as gzip. */
  encoding?: string;
  /** How long it is in full, where `bytes` holds only its beginning. */
  cutFrom?: number;
  /** It is compressed and cannot be unpacked: `bytes` is as it was sent. */
  packed?: true;
}

// What stands in the payload of each type of frame.
import type { Frame } from "./frames.ts";

/** The types by their number. */
const TYPES = [
  "DATA",
  "HEADERS",
  "PRIORITY",
  "RST_STREAM",
  "SETTINGS",
  "PUSH_PROMISE",
  "PING",
  "GOAWAY",
  "WINDOW_UPDATE",
  "CONTINUATION",
];

const ACK = 0x1;
const END_STREAM = 0x1;
export const END_HEADERS = 0x4;
const PADDED = 0x8;
const PRIORITY = 0x20;

/** The flags of each type: the same bit means other things in other frames. */
const FLAGS: Record<string, [number, string][]> = {
  DATA: [
    [END_STREAM, "END_STREAM"],
    [PADDED, "PADDED"],
  ],
  HEADERS: [
    [END_STREAM, "END_STREAM"],
    [END_HEADERS, "END_HEADERS"],
    [PADDED, "PADDED"],
    [PRIORITY, "PRIORITY"],
  ],
  SETTINGS: [[ACK, "ACK"]],
  PUSH_PROMISE: [
    [END_HEADERS, "END_HEADERS"],
    [PADDED, "PADDED"],
  ],
  PING: [[ACK, "ACK"]],
  CONTINUATION: [[END_HEADERS, "END_HEADERS"]],
};

const SETTINGS: Record<number, string> = {
  1: "HEADER_TABLE_SIZE",
  2: "ENABLE_PUSH",
  3: "MAX_CONCURRENT_STREAMS",
  4: "INITIAL_WINDOW_SIZE",
  5: "MAX_FRAME_SIZE",
  6: "MAX_HEADER_LIST_SIZE",
  8: "ENABLE_CONNECT_PROTOCOL",
};

/** What HTTP/2 calls the reasons for which a stream or a connection ends. */
const ERRORS = [
  "NO_ERROR",
  "PROTOCOL_ERROR",
  "INTERNAL_ERROR",
  "FLOW_CONTROL_ERROR",
  "SETTINGS_TIMEOUT",
  "STREAM_CLOSED",
  "FRAME_SIZE_ERROR",
  "REFUSED_STREAM",
  "CANCEL",
  "COMPRESSION_ERROR",
  "CONNECT_ERROR",
  "ENHANCE_YOUR_CALM",
  "INADEQUATE_SECURITY",
  "HTTP_1_1_REQUIRED",
];

const MOST_SETTINGS = 100;
const MOST_DEBUG_BYTES = 200;

/** A payload, read. */
export interface Payload {
  fields: Record<string, string | number>;
  /** Header fields as HPACK packed them, or a part of them. */
  block?: Uint8Array;
  /** What belongs to the body. */
  data?: Uint8Array;
}

export function typeName(type: number): string {
  return TYPES[type] ?? String(type);
}

export function flagNames({ type, flags }: Frame): string[] {
  const known = FLAGS[typeName(type)] ?? [];
  return known.filter(([bit]) => flags & bit).map(([, name]) => name);
}

/** @throws RangeError where the payload is shorter than its type needs */
export function readPayload({ type, flags, payload }: Frame): Payload {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const fields: Payload["fields"] = {};
  switch (typeName(type)) {
    case "DATA":
      return { fields, data: withoutPadding(payload, flags, fields) };
    case "HEADERS": {
      const content = withoutPadding(payload, flags, fields);
      const hasPriority = Boolean(flags & PRIORITY);
      if (hasPriority) Object.assign(fields, priority(content));
      return { fields, block: content.subarray(hasPriority ? 5 : 0) };
    }
    case "PUSH_PROMISE": {
      const content = withoutPadding(payload, flags, fields);
      fields["promised"] = uint32(content, 0) & 0x7fff_ffff;
      return { fields, block: content.subarray(4) };
    }
    case "CONTINUATION":
      return { fields, block: payload };
    case "PRIORITY":
      return { fields: priority(payload) };
    case "RST_STREAM":
      return { fields: { error: errorName(view.getUint32(0)) } };
    case "SETTINGS":
      for (let at = 0; at < Math.min(payload.length, MOST_SETTINGS * 6); at += 6) {
        const id = view.getUint16(at);
        fields[SETTINGS[id] ?? String(id)] = view.getUint32(at + 2);
      }
      return { fields };
    case "PING":
      return { fields: { opaque: Buffer.from(payload.subarray(0, 8)).toString("hex") } };
    case "GOAWAY": {
      fields["lastStream"] = view.getUint32(0) & 0x7fff_ffff;
      fields["error"] = errorName(view.getUint32(4));
      const debug = payload.subarray(8, 8 + MOST_DEBUG_BYTES);
      if (debug.length > 0) fields["debug"] = new TextDecoder().decode(debug);
      return { fields };
    }
    case "WINDOW_UPDATE":
      return { fields: { increment: view.getUint32(0) & 0x7fff_ffff } };
    default:
      return { fields };
  }
}

function withoutPadding(payload: Uint8Array, flags: number, fields: Payload["fields"]): Uint8Array {
  if (!(flags & PADDED)) return payload;
  const padding = payload[0] ?? Number.POSITIVE_INFINITY;
  if (padding >= payload.length) throw new RangeError("more padding than payload");
  fields["padding"] = padding;
  return payload.subarray(1, payload.length - padding);
}

function priority(content: Uint8Array): Payload["fields"] {
  const dependency = uint32(content, 0);
  const weight = content[4];
  if (weight === undefined) throw new RangeError("a priority has five bytes");
  return {
    dependsOn: dependency & 0x7fff_ffff,
    exclusive: dependency >>> 31,
    weight: weight + 1,
  };
}

function uint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}

/** As in "8 CANCEL". */
function errorName(code: number): string {
  return `${code} ${ERRORS[code] ?? ""}`.trim();
}

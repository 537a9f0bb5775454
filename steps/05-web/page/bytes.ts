import { bytesJson, defaultJson, fixedJson, type JsonNode, varintJson } from "./bytes-json.ts";
import type { Contract, FieldType } from "./contract.ts";

/** What some bytes are. */
export type Kind =
  /** gRPC's five bytes before each message: is it compressed, and how long is it? */
  | "prefix-flag"
  | "prefix-length"
  /** Protocol Buffers: the number of a field and its wire type, the length where it has one, the value. */
  | "tag"
  | "length"
  | "value"
  /** A message as it was compressed; it can be read once it is unpacked. */
  | "compressed"
  /** What gRPC-Web sends after the last message, as text. */
  | "trailers"
  /** What cannot be read, up to where its message ends. */
  | "unread";

/** Why bytes could not be read. */
export type Problem = "ends-early" | "long-varint" | "no-field" | "wire-type" | "too-many";

/** Bytes that stand for one thing. */
export interface Segment {
  kind: Kind;
  /** The first byte, and the one after the last. */
  from: number;
  to: number;
  /** How many messages are around the one that it belongs to. */
  depth: number;
  /** Which part of the JSON comes from it: the one with the same place. A prefix has that of its message. */
  place?: number;
  field?: Field;
  /** What it says: a number, or the value as JSON. */
  meaning: string;
  problem?: Problem;
}

/** The field that a segment belongs to; name and type where the contract knows them. */
export interface Field {
  number: number;
  wireType: number;
  name?: string;
  type?: string;
}

/** Bytes taken apart: every byte is in exactly one segment, in their order. */
export interface Labelled {
  segments: Segment[];
  /** The messages. A field that the contract does not know has its number for a name. */
  messages: JsonNode[];
}

/** A contract, and which of its messages the bytes are. */
export interface Schema {
  contract: Contract;
  message: string;
}

/** gRPC's five bytes. */
const PREFIX = 5;
const COMPRESSED = 0x01;
const TRAILERS = 0x80;
/** How many segments are made at most, and messages in messages: bytes may come from anybody. */
const MOST_SEGMENTS = 5000;
const MOST_DEPTH = 32;
/** A varint of 64 bits has ten bytes. */
const LONGEST_VARINT = 10;
const LAST_FIELD = 2n ** 29n - 1n;

/** The wire type of each type that is not a varint. */
const WIRE_TYPES: Record<string, number> = {
  fixed64: 1,
  sfixed64: 1,
  double: 1,
  string: 2,
  bytes: 2,
  message: 2,
  fixed32: 5,
  sfixed32: 5,
  float: 5,
};

/** Takes a message apart. Any bytes will do: what cannot be read is a segment that says why. */
export function labelMessage(bytes: Uint8Array, schema?: Schema): Labelled {
  const reading = new Reading(bytes, schema?.contract);
  const message = reading.message(0, bytes.length, 0, schema?.message);
  return { segments: reading.segments, messages: [message] };
}

/** Takes the body of a call apart: messages, each with gRPC's five bytes before it. */
export function labelBody(bytes: Uint8Array, schema?: Schema): Labelled {
  const reading = new Reading(bytes, schema?.contract);
  return { segments: reading.segments, messages: reading.body(schema?.message) };
}

class Reading {
  readonly segments: Segment[] = [];
  readonly bytes: Uint8Array;
  readonly contract: Contract;
  #places = 0;

  constructor(bytes: Uint8Array, contract: Contract = { messages: {}, enums: {} }) {
    this.bytes = bytes;
    this.contract = contract;
  }

  body(type: string | undefined): JsonNode[] {
    const { bytes } = this;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const messages: JsonNode[] = [];
    let at = 0;
    while (at < bytes.length) {
      if (this.segments.length >= MOST_SEGMENTS)
        return this.#unread(at, bytes.length, "too-many", messages);
      if (at + PREFIX > bytes.length) return this.#unread(at, bytes.length, "ends-early", messages);
      const flag = bytes[at]!;
      const length = view.getUint32(at + 1);
      const place = this.#places++;
      this.#add({ kind: "prefix-flag", from: at, to: at + 1, place, meaning: String(flag) });
      this.#add({
        kind: "prefix-length",
        from: at + 1,
        to: at + PREFIX,
        place,
        meaning: String(length),
      });
      const from = at + PREFIX;
      const to = from + length;
      if (to > bytes.length) return this.#unread(from, bytes.length, "ends-early", messages);
      if (flag & (TRAILERS | COMPRESSED)) {
        const kind = flag & COMPRESSED ? "compressed" : "trailers";
        const meaning = kind === "trailers" ? textOf(bytes.subarray(from, to)) : "";
        this.#add({ kind, from, to, meaning });
      } else {
        messages.push(this.message(from, to, 0, type, { place, entries: new Map() }));
      }
      at = to;
    }
    return messages;
  }

  /** @param node the JSON to add to: a message that comes in parts is one */
  message(
    from: number,
    to: number,
    depth: number,
    type: string | undefined,
    node: { place?: number; entries: Map<string, JsonNode> } = { entries: new Map() },
  ): JsonNode {
    const types = type === undefined ? {} : (this.contract.messages[type] ?? {});
    let at = from;
    while (at < to) {
      if (this.segments.length >= MOST_SEGMENTS)
        return this.#unread(at, to, "too-many", node, depth);
      const tag = this.#varint(at, to);
      if ("problem" in tag) return this.#unread(at, to, tag.problem, node, depth);
      const number = tag.value >> 3n;
      if (number < 1n || number > LAST_FIELD) return this.#unread(at, to, "no-field", node, depth);
      const wireType = Number(tag.value & 7n);
      const known = fittingType(types[Number(number)], wireType);
      const field: Field = {
        number: Number(number),
        wireType,
        ...(known && { name: known.name, type: known.of ?? known.type }),
      };
      const place = this.#places++;
      this.#add({
        kind: "tag",
        from: at,
        to: tag.to,
        depth,
        place,
        field,
        meaning: String(number),
      });
      at = tag.to;

      let end: number;
      if (wireType === 0) {
        const value = this.#varint(at, to);
        if ("problem" in value) return this.#unread(at, to, value.problem, node, depth, field);
        end = value.to;
      } else if (wireType === 1 || wireType === 5) {
        end = at + (wireType === 1 ? 8 : 4);
      } else if (wireType === 2) {
        const length = this.#varint(at, to);
        if ("problem" in length) return this.#unread(at, to, length.problem, node, depth, field);
        const meaning = String(length.value);
        this.#add({ kind: "length", from: at, to: length.to, depth, place, field, meaning });
        at = length.to;
        end = at + Number(length.value);
      } else {
        return this.#unread(at, to, "wire-type", node, depth, field);
      }
      if (end > to) return this.#unread(at, to, "ends-early", node, depth, field);

      const had = node.entries.get(known?.name ?? String(number));
      const value = this.#value({ from: at, to: end, depth, place, field }, known, had);
      put(node.entries, field, known, value, this.contract);
      at = end;
    }
    return node;
  }

  /** @param had what the same field had before */
  #value(at: ValueAt, known: FieldType | undefined, had: JsonNode | undefined): JsonNode {
    const { from, to, depth, place, field } = at;
    const bytes = this.bytes.subarray(from, to);
    if (field.wireType !== 2) return this.#number(at, known);
    const isPacked = known?.repeated && (WIRE_TYPES[known.type] ?? 0) !== 2;
    if (isPacked) return this.#packed(at, known);
    if (known?.type === "message" && depth < MOST_DEPTH) {
      const isPart = had && "entries" in had && !known.repeated && !known.map;
      return this.message(
        from,
        to,
        depth + 1,
        known.of,
        isPart ? had : { place, entries: new Map() },
      );
    }
    const text = known ? undefined : plainText(bytes);
    if (!known && text === undefined && depth < MOST_DEPTH) {
      const message = this.#guessedMessage(at);
      if (message) return message;
    }
    const isText = known?.type === "string" || text !== undefined;
    const meaning = isText ? JSON.stringify(text ?? textOf(bytes)) : bytesJson(bytes);
    if (to > from) this.#add({ kind: "value", ...at, meaning });
    return { place, text: meaning };
  }

  #number(at: ValueAt, known: FieldType | undefined): JsonNode {
    const meaning = this.#numberJson(at.from, at.to, at.field.wireType, known);
    this.#add({ kind: "value", ...at, meaning });
    return { place: at.place, text: meaning };
  }

  #numberJson(from: number, to: number, wireType: number, known: FieldType | undefined): string {
    if (wireType !== 0) return fixedJson(this.bytes.subarray(from, to), known?.type);
    const varint = this.#varint(from, to);
    const names = this.contract.enums[known?.of ?? ""];
    return "problem" in varint ? "" : varintJson(varint.value, known?.type, names);
  }

  /** Numbers one after the other, without tags between them. */
  #packed({ from, to, depth, place, field }: ValueAt, known: FieldType): JsonNode {
    const wireType = WIRE_TYPES[known.type] ?? 0;
    const list = { place, items: [] as JsonNode[] };
    let at = from;
    while (at < to) {
      if (this.segments.length >= MOST_SEGMENTS)
        return this.#unread(at, to, "too-many", list, depth, field);
      const end = wireType === 0 ? this.#varint(at, to) : { to: at + (wireType === 1 ? 8 : 4) };
      if ("problem" in end) return this.#unread(at, to, end.problem, list, depth, field);
      if (end.to > to) return this.#unread(at, to, "ends-early", list, depth, field);
      const meaning = this.#numberJson(at, end.to, wireType, known);
      const element = this.#places++;
      this.#add({ kind: "value", from: at, to: end.to, depth, place: element, field, meaning });
      list.items.push({ place: element, text: meaning });
      at = end.to;
    }
    return list;
  }

  /** Bytes of which no contract tells, as a message: if they can all be read as one, they are likely one. */
  #guessedMessage({ from, to, depth, place }: ValueAt): JsonNode | undefined {
    const [segments, places] = [this.segments.length, this.#places];
    const message = this.message(from, to, depth + 1, undefined, { place, entries: new Map() });
    if (!this.segments.slice(segments).some(({ problem }) => problem)) return message;
    this.segments.length = segments;
    this.#places = places;
    return undefined;
  }

  #varint(from: number, to: number): { value: bigint; to: number } | { problem: Problem } {
    let value = 0n;
    for (let at = from; at < to; at += 1) {
      if (at - from >= LONGEST_VARINT) return { problem: "long-varint" };
      const byte = this.bytes[at]!;
      value |= BigInt(byte & 0x7f) << BigInt(7 * (at - from));
      if (byte < 0x80) return { value: BigInt.asUintN(64, value), to: at + 1 };
    }
    return { problem: "ends-early" };
  }

  #add(segment: Omit<Segment, "depth"> & { depth?: number }): void {
    this.segments.push({ depth: 0, ...segment });
  }

  /** Adds what is left of a message, and gives back what there is of its JSON. */
  #unread<Result>(
    from: number,
    to: number,
    problem: Problem,
    result: Result,
    depth = 0,
    field?: Field,
  ): Result {
    // Where nothing is left, the segment before it is where it ends early.
    if (to > from)
      this.#add({ kind: "unread", from, to, depth, meaning: "", problem, ...(field && { field }) });
    else this.segments.at(-1)!.problem = problem;
    return result;
  }
}

type ValueAt = { from: number; to: number; depth: number; place: number; field: Field };

/** What the contract says of a field, if the bytes agree with it. */
function fittingType(known: FieldType | undefined, wireType: number): FieldType | undefined {
  if (!known) return undefined;
  const own = WIRE_TYPES[known.type] ?? 0;
  return own === wireType || (known.repeated && wireType === 2) ? known : undefined;
}

/** Puts a value into the JSON of its message: the last one counts, a repeated one is added. */
function put(
  entries: Map<string, JsonNode>,
  { number }: Field,
  known: FieldType | undefined,
  value: JsonNode,
  contract: Contract,
): void {
  const name = known?.name ?? String(number);
  const had = entries.get(name);
  const types = known?.map ? contract.messages[known.of ?? ""] : undefined;
  if (types && "entries" in value) {
    const [key, content] = [1, 2].map((each) => {
      const { name: of = "", type = "" } = types[each] ?? {};
      return value.entries.get(of) ?? { text: defaultJson(type) };
    });
    const map = had && "entries" in had ? had : { entries: new Map<string, JsonNode>() };
    const keyText = "text" in key! ? key.text : "";
    const plain = keyText.startsWith('"') ? (JSON.parse(keyText) as string) : keyText;
    map.entries.set(plain, {
      ...content!,
      ...(value.place !== undefined && { place: value.place }),
    });
    entries.set(name, map);
  } else if (known?.repeated) {
    const list = had && "items" in had ? had : { items: [] as JsonNode[] };
    // A packed list by itself keeps its place; with others it is among them.
    if (!("items" in value)) list.items.push(value);
    else if (had) list.items.push(...value.items);
    entries.set(name, "items" in value && !had ? value : list);
  } else {
    entries.set(name, value);
  }
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Bytes as text, where they are surely that: a message begins with what no text has. */
function plainText(bytes: Uint8Array): string | undefined {
  try {
    const text = strictDecoder.decode(bytes);
    return /\p{Cc}/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

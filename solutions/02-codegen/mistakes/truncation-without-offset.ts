/*
 * Mistake: the error says that the bytes end too early, and not where: nobody finds the place.
 * Caught by: bytes that end too early are refused
 * Says: must hold the offset at which the bytes end
 */
import { Note } from "../../gen/chat_pb.js";

/** A note as the chat's own code handles it: a plain object. */
export interface ChatNote {
  name: string;
  message: string;
}

/** One field of a message in the wire format. Its bytes are `tag`, `length` and `value`, in this order. */
export interface LabelledField {
  fieldNumber: number;
  /** 0 varint, 1 64-bit, 2 length-delimited, 5 32-bit. */
  wireType: number;
  tag: Uint8Array;
  /** Empty unless the wire type is 2. */
  length: Uint8Array;
  value: Uint8Array;
}

/** The flag and the length that gRPC puts before each message, in bytes. */
const FRAME_HEADER_BYTES = 5;

/** A varint of 64 bits, the longest there is, in bytes. */
const MAX_VARINT_BYTES = 10;

/**
 * Serializes a note.
 *
 * @returns its bytes in the Protocol Buffers wire format, without gRPC's frame
 */
export function noteToBytes(note: ChatNote): Uint8Array {
  return new Note().setName(note.name).setMessage(note.message).serializeBinary();
}

/**
 * Parses a note.
 *
 * @param bytes one `Note` in the Protocol Buffers wire format; fields that this contract does not
 *   know are skipped, and a string that is not there is empty
 * @throws Error if the bytes end in the middle of a field
 */
export function bytesToNote(bytes: Uint8Array): ChatNote {
  const note = Note.deserializeBinary(bytes);
  return { name: note.getName(), message: note.getMessage() };
}

/**
 * Takes a message apart without knowing its contract.
 *
 * @param bytes any message in the Protocol Buffers wire format
 * @returns its fields, in the order in which they stand; their parts share the memory of `bytes`
 * @throws RangeError if the bytes end in the middle of a field
 * @throws Error if a field has a wire type other than 0, 1, 2 and 5
 */
export function labelBytes(bytes: Uint8Array): LabelledField[] {
  const fields: LabelledField[] = [];
  let offset = 0;

  const take = (count: number): Uint8Array => {
    if (offset + count > bytes.length) {
      throw new RangeError("The bytes end too early");
    }
    const part = bytes.subarray(offset, offset + count);
    offset += count;
    return part;
  };
  const takeVarint = (): Uint8Array => take(varintSize(bytes, offset));

  while (offset < bytes.length) {
    const tag = takeVarint();
    // Arithmetic and not `>> 3`: shifts work on 32-bit integers with a sign, and a tag may need all 32.
    const number = varintValue(tag);
    const fieldNumber = Math.floor(number / 8);
    const wireType = number % 8;
    let length: Uint8Array = new Uint8Array();
    let value: Uint8Array;
    switch (wireType) {
      case 0:
        value = takeVarint();
        break;
      case 1:
        value = take(8);
        break;
      case 2:
        length = takeVarint();
        value = take(varintValue(length));
        break;
      case 5:
        value = take(4);
        break;
      default:
        throw new Error(`Field ${fieldNumber} has the wire type ${wireType}, which is not used`);
    }
    fields.push({ fieldNumber, wireType, tag, length, value });
  }
  return fields;
}

/** How many bytes the varint at `offset` has: all that have the high bit, and one that has not. */
function varintSize(bytes: Uint8Array, offset: number): number {
  let size = 1;
  while ((bytes[offset + size - 1] ?? 0) >= 0x80) size += 1;
  if (size > MAX_VARINT_BYTES) {
    throw new RangeError(`The varint at offset ${offset} is longer than ${MAX_VARINT_BYTES} bytes`);
  }
  return size;
}

/** The number that a varint stands for: seven bits in each byte, the lowest first. Exact up to 2^53. */
function varintValue(varint: Uint8Array): number {
  let value = 0;
  for (const [index, byte] of varint.entries()) value += (byte & 0x7f) * 128 ** index;
  return value;
}

/**
 * Puts a message into the frame in which gRPC sends it, uncompressed.
 *
 * @returns a flag (0, not compressed), the length (four bytes, big-endian), and the message
 */
export function frameMessage(message: Uint8Array): Uint8Array {
  const frame = new Uint8Array(FRAME_HEADER_BYTES + message.length);
  new DataView(frame.buffer).setUint32(1, message.length);
  frame.set(message, FRAME_HEADER_BYTES);
  return frame;
}

/**
 * Takes a message out of its frame.
 *
 * @param frame one whole frame, and nothing after it
 * @returns the message, which shares the memory of `frame`
 * @throws RangeError if the frame is shorter or longer than its header says
 * @throws Error if the message is compressed
 */
export function unframeMessage(frame: Uint8Array): Uint8Array {
  if (frame.length < FRAME_HEADER_BYTES) {
    throw new RangeError(`A frame has ${FRAME_HEADER_BYTES} bytes or more, not ${frame.length}`);
  }
  // With the offset, as the frame may be a part of a larger buffer.
  const header = new DataView(frame.buffer, frame.byteOffset, FRAME_HEADER_BYTES);
  const flag = header.getUint8(0);
  if (flag !== 0) {
    throw new Error(
      `The message is compressed (flag ${flag}), and this code reads only plain ones`,
    );
  }
  const length = header.getUint32(1);
  const message = frame.subarray(FRAME_HEADER_BYTES);
  if (message.length !== length) {
    throw new RangeError(`The frame announces ${length} bytes and holds ${message.length}`);
  }
  return message;
}

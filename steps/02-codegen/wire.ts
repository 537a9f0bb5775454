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

/**
 * Serializes a note.
 *
 * @returns its bytes in the Protocol Buffers wire format, without gRPC's frame
 */
export function noteToBytes(note: ChatNote): Uint8Array {
  // TODO: task 2. Fill a new Note() with the name and the message, and serialize it.
  throw new Error(`TODO: task 2. Make bytes of ${note.name}'s note, with the class ${Note.name}`);
}

/**
 * Parses a note.
 *
 * @param bytes one `Note` in the Protocol Buffers wire format
 */
export function bytesToNote(bytes: Uint8Array): ChatNote {
  // TODO: task 2. Deserialize the bytes, and return what the note holds as a plain object.
  throw new Error(`TODO: task 2. Make a note of ${bytes.length} bytes`);
}

/**
 * Takes a message apart without knowing its contract.
 *
 * @param bytes any message in the Protocol Buffers wire format
 * @returns its fields, in the order in which they stand
 * @throws Error if the bytes end in the middle of a field (the message says at which offset), or if
 *   a field has a wire type other than 0, 1, 2 and 5
 */
export function labelBytes(bytes: Uint8Array): LabelledField[] {
  // TODO: task 3. Read field after field until the bytes are used up: tag, length, value.
  throw new Error(`TODO: task 3. Label ${bytes.length} bytes`);
}

/**
 * Puts a message into the frame in which gRPC sends it, uncompressed.
 *
 * @returns a flag (0, not compressed), the length (four bytes, big-endian), and the message
 */
export function frameMessage(message: Uint8Array): Uint8Array {
  // TODO: task 4. Five bytes of header, then the message.
  throw new Error(`TODO: task 4. Frame ${message.length} bytes`);
}

/**
 * Takes a message out of its frame.
 *
 * @param frame one whole frame, and nothing after it
 * @throws Error if the frame is not complete, or if the message is compressed
 */
export function unframeMessage(frame: Uint8Array): Uint8Array {
  // TODO: task 4. Check the header, and return what stands after it.
  throw new Error(`TODO: task 4. Take the message out of ${frame.length} bytes`);
}

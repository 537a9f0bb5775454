import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** The file of a generated folder through which every message is read. */
export const CHECKED_READER = "checked-reader.js";

/**
 * google-protobuf 3.21 believes the length of a text before it compares it with the bytes that are
 * there: `0a ff ff ff ff 07` keeps it busy for ten seconds, and a server with it. So all lengths of a
 * message are compared first, and the runtime reads only what is there. Bytes that are no UTF-8 it leaves
 * out or takes for other letters, in silence: a text that is not what was sent is refused instead.
 */
const CODE = `\
// How the messages beside this file are read. "npm run codegen" makes it; change nothing here.
"use strict";

const { isUtf8 } = require("node:buffer");
const jspb = require("google-protobuf");

// The library's own, also where another folder like this one has put its reader in that place.
const Unchecked = jspb.BinaryReader.Unchecked ?? jspb.BinaryReader;

/** A reader that refuses a length which reaches past the end of its message, and text that is not UTF-8. */
class CheckedReader extends Unchecked {
  static Unchecked = Unchecked;

  constructor(bytes) {
    super(bytes);
    check(this.getBuffer(), this.getCursor(), this.getBuffer().length);
  }

  readMessage(message, read) {
    const bytes = this.getBuffer();
    const [length, start] = varint(bytes, this.getCursor());
    check(bytes, start, Math.min(start + length, bytes.length));
    return super.readMessage(message, read);
  }

  readString() {
    const bytes = this.getBuffer();
    const [length, start] = varint(bytes, this.getCursor());
    const text = super.readString();
    // A letter that is cut off takes its other bytes from the next field.
    const isWhole = this.getCursor() === start + length;
    // ASCII has a letter a byte. Half an emoji remains to be seen: who reads it can say what it is.
    if (isWhole && (text.length === length || !text.isWellFormed())) return text;
    if (isUtf8(bytes.subarray(start, start + length))) return text;
    throw new Error("A text is not UTF-8");
  }
}

/** Compares the length of each field between two places with what is left there. */
function check(bytes, start, end) {
  for (let at = start; at < end; ) {
    const [tag, behindTag] = varint(bytes, at);
    at = behindTag;
    const wireType = tag & 7;
    if (wireType === 0) at = varint(bytes, at)[1];
    else if (wireType === 1) at += 8;
    else if (wireType === 5) at += 4;
    else if (wireType === 2) {
      const [length, behindLength] = varint(bytes, at);
      const left = end - behindLength;
      if (length > left) {
        throw new Error(\`A field of \${length} bytes is announced, and \${Math.max(left, 0)} are left\`);
      }
      at = behindLength + length;
    }
  }
}

/** The number at a place, as far as 32 bits go, and the place behind it. */
function varint(bytes, start) {
  let value = 0;
  let at = start;
  for (let factor = 1; at < bytes.length; factor *= 128) {
    const byte = bytes[at++];
    if (factor < 2 ** 35) value += (byte & 127) * factor;
    if (byte < 128) break;
  }
  return [value, at];
}

// The library's own messages, such as Struct and StringValue, and its maps take theirs from there.
jspb.BinaryReader = CheckedReader;

module.exports = { CheckedReader };
`;

/** Writes that file. */
export function writeCheckedReader(outDir: string): void {
  writeFileSync(join(outDir, CHECKED_READER), CODE);
}

/**
 * Has grpc-tools' `*_pb.js` read through it.
 *
 * @param code the text of a `*_pb.js` of protoc's own JavaScript generator
 * @param specifier how the file finds the reader, such as `./checked-reader.js`
 */
export function withCheckedReader(code: string, specifier: string): string {
  return code.replaceAll(
    "new jspb.BinaryReader(bytes)",
    `new (require('${specifier}').CheckedReader)(bytes)`,
  );
}

import { say } from "../../kit/say.ts";

/** Bytes from hexadecimal, in the middle of a larger buffer, as those that come from the network are. */
export function bytes(text: string): Uint8Array {
  return amidOthers(Buffer.from(text.replaceAll(" ", ""), "hex"));
}

/** The same bytes in the middle of a larger buffer. */
export function amidOthers(own: Uint8Array): Uint8Array {
  const larger = Buffer.alloc(own.length + 16, 0xee);
  larger.set(own, 8);
  return new Uint8Array(larger.buffer, larger.byteOffset + 8, own.length);
}

/** Some bytes after others. */
export function joined(...parts: Uint8Array[]): Uint8Array {
  return amidOthers(Buffer.concat(parts));
}

/**
 * A whole number as a varint.
 *
 * @param size how many bytes it takes if it could do with less: readers must take that, too
 */
export function varint(number: number, size = 1): Uint8Array {
  const groups: number[] = [];
  for (let rest = number; rest > 0 || groups.length < size; rest = Math.floor(rest / 128)) {
    groups.push(rest % 128);
  }
  return Uint8Array.from(groups, (group, index) => group + (index < groups.length - 1 ? 0x80 : 0));
}

/** Bytes in hexadecimal, at most 40 of them; anything else as it is. */
export function hex(value: unknown): string {
  if (!(value instanceof Uint8Array)) return show(value);
  if (value.length <= 40) return pairs(value);
  return `${pairs(value.subarray(0, 24))} … ${pairs(value.subarray(-8))}`;
}

function pairs(value: Uint8Array): string {
  return Buffer.from(value)
    .toString("hex")
    .replace(/..(?!$)/g, "$& ");
}

/** The same with their number. */
export function counted(value: Uint8Array): string {
  const number = value.length;
  const count = say(number === 1 ? "1 byte" : `${number} bytes`, `${number}バイト`);
  return number === 0 ? count : hex(value) + say(` (${count})`, `（${count}）`);
}

/** A value as a learner reads it: bytes in hexadecimal, long texts cut. */
export function show(value: unknown): string {
  if (value instanceof Uint8Array) return counted(value);
  // Buffers have a toJSON of their own, which would come before the replacer.
  const text = JSON.stringify(value, function (this: Record<string, unknown>, key, part) {
    const own = this[key];
    if (own instanceof Uint8Array) return hex(own);
    if (typeof own === "bigint") return `${own}n`;
    if (typeof own === "string" && own.length > 60) return `${own.slice(0, 50)}… (${own.length})`;
    return part;
  });
  return text ?? String(value);
}

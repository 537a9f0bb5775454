/** A part of a message as JSON; `place` is that of the bytes which it comes from. */
export type JsonNode = { place?: number } & (
  | { text: string }
  | { entries: Map<string, JsonNode> }
  | { items: JsonNode[] }
);

/** What JSON writes where the bytes say nothing, as in an entry of a map. */
export function defaultJson(type: string): string {
  if (type === "string" || type === "bytes") return '""';
  if (type === "message") return "{}";
  if (type === "bool") return "false";
  return type.endsWith("64") ? '"0"' : "0";
}

/** The JSON of a varint; an unknown one is a number without a sign. */
export function varintJson(
  value: bigint,
  type: string | undefined,
  names: Record<number, string> = {},
): string {
  const zigzag = (bits: number) =>
    BigInt.asIntN(bits, (BigInt.asUintN(bits, value) >> 1n) ^ -(value & 1n));
  switch (type) {
    case "bool":
      return String(value !== 0n);
    case "enum": {
      const number = Number(BigInt.asIntN(32, value));
      return Object.hasOwn(names, number) ? JSON.stringify(names[number]) : String(number);
    }
    case "int32":
      return String(BigInt.asIntN(32, value));
    case "uint32":
      return String(BigInt.asUintN(32, value));
    case "sint32":
      return String(zigzag(32));
    case "sint64":
      return `"${zigzag(64)}"`;
    case "int64":
      return `"${BigInt.asIntN(64, value)}"`;
    case "uint64":
      return `"${value}"`;
    default:
      return String(value);
  }
}

/** The JSON of a value of four or eight bytes; an unknown one is a number without a sign. */
export function fixedJson(bytes: Uint8Array, type: string | undefined): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (type) {
    case "double":
      return floatJson(view.getFloat64(0, true));
    case "float":
      return floatJson(shortest(view.getFloat32(0, true)));
    case "sfixed32":
      return String(view.getInt32(0, true));
    case "sfixed64":
      return `"${view.getBigInt64(0, true)}"`;
    case "fixed64":
      return `"${view.getBigUint64(0, true)}"`;
    default:
      return String(bytes.length === 8 ? view.getBigUint64(0, true) : view.getUint32(0, true));
  }
}

function floatJson(value: number): string {
  if (!Number.isFinite(value)) return `"${value}"`;
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The number with the fewest digits that 32 bits keep as this one. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** Bytes as JSON has them, in base64. */
export function bytesJson(bytes: Uint8Array): string {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return JSON.stringify(btoa(letters));
}

/** The JSON in one line. */
export function jsonText(node: JsonNode): string {
  if ("text" in node) return node.text;
  if ("items" in node) return `[${node.items.map(jsonText).join(",")}]`;
  const entries = [...node.entries].map(
    ([key, value]) => `${JSON.stringify(key)}:${jsonText(value)}`,
  );
  return `{${entries.join(",")}}`;
}

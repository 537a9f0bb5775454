import { jsonText } from "../../steps/05-web/page/bytes-json.ts";
import { labelMessage } from "../../steps/05-web/page/bytes.ts";
import type { FrameWords } from "../messages/frames.ts";
import { colour } from "../terminal/style.ts";
import { printable } from "../terminal/printable.ts";
import { type Seen, schemaOf, type ServiceContract } from "./calls.ts";
import type { FrameEvent, WireMessage } from "./events.ts";
import { explain } from "./explain.ts";

const INDENT = "    ";

/** An event for a terminal: a line that says when, where and what, and below it what is in it. */
export function asLines(seen: Seen, contract: ServiceContract, words: FrameWords): string {
  const { event } = seen;
  const sentences = explain(seen, words);
  const when = `${(event.at / 1000).toFixed(3)} s`;
  if (event.kind !== "frame") {
    return `${colour.dim(when)}  ${event.connection}  ${printable(sentences.join(" "))}\n`;
  }
  const { connection, stream, from, type, flags, length } = event;
  const head = [
    colour.dim(when),
    `${connection}/${stream}`,
    words.sides[from],
    colour.bold(type),
    flags.join(" "),
    words.bytes(length),
  ];
  const content = [
    ...fieldsOf(event),
    ...(event.headers?.fields ?? []).map(([name, value]) => `${name}: ${value}`),
    ...(event.messages ?? []).map((message) => jsonOf(message, seen, contract)),
  ];
  const lines = [
    head.filter(Boolean).join("  "),
    ...sentences.map((each) => INDENT + colour.dim(printable(each))),
    ...content.map((each) => INDENT + printable(each)),
  ];
  return `${lines.join("\n")}\n`;
}

/** An event as one line of JSON, its messages decoded. */
export function asJsonLine(seen: Seen, contract: ServiceContract): string {
  const { event, role } = seen;
  if (event.kind !== "frame") return `${printable(JSON.stringify({ ...event, role }))}\n`;
  const messages = event.messages?.map((message) => ({
    ...message,
    json: JSON.parse(jsonOf(message, seen, contract)) as unknown,
  }));
  return `${printable(JSON.stringify({ ...event, ...(messages && { messages }), role }))}\n`;
}

function fieldsOf({ fields = {} }: FrameEvent): string[] {
  return Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
}

/** A message as JSON; as text in base64 where it could not be unpacked. */
function jsonOf(message: WireMessage, { event, call }: Seen, contract: ServiceContract): string {
  if (message.packed) return JSON.stringify(message.bytes);
  const { from } = event as FrameEvent;
  const bytes = Buffer.from(message.bytes, "base64");
  const { messages } = labelMessage(bytes, schemaOf(contract, call?.path ?? "", from));
  return jsonText(messages[0]!);
}

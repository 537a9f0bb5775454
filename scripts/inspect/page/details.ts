import {
  type Labelled,
  labelBody,
  labelMessage,
  type Schema,
} from "../../../steps/05-web/page/bytes.ts";
import { bytesView } from "../../../steps/05-web/page/bytes-view.ts";
import { type Seen, schemaOf, type ServiceContract } from "../calls.ts";
import type { FrameEvent, HeaderBlock, WireMessage } from "../events.ts";
import { explain } from "../explain.ts";
import { element } from "./element.ts";
import { words } from "./words.ts";

const COMPRESSED = 0x01;

/** What an event is, in a line, and what it means, in sentences. */
export function summaryOf(seen: Seen): Node[] {
  const { event } = seen;
  const sentences = explain(seen, words.frames).map((each) => element("p", "", each));
  if (event.kind !== "frame") return sentences;
  const about = ` ${words.frames.sides[event.from]} · ${words.ms(event.at)}`;
  return [element("p", "kind", element("strong", "", event.type), about), ...sentences];
}

/** What is in an event. */
export function detailsOf({ event, call }: Seen, contract: ServiceContract): Node[] {
  if (event.kind !== "frame") return [];
  const path = call?.path ?? "";
  return [
    ...headersOf(event.headers),
    ...(event.messages ?? []).flatMap((message, index, { length }) => [
      ...(length > 1 ? [element("h3", "", words.message(index + 1))] : []),
      messageView(message, event, path, contract),
    ]),
    ...fieldsOf(event),
    nineBytes(event),
  ];
}

function headersOf(headers: HeaderBlock | undefined): Node[] {
  if (!headers) return [];
  const { fields, bytes, plainBytes } = headers;
  const bar = (label: string, count: number) => {
    const meter = element("meter");
    meter.max = Math.max(bytes, plainBytes);
    meter.value = count;
    meter.ariaLabel = label;
    return element("p", "saved", meter, element("span", "", label));
  };
  return [
    element("h3", "", words.headers),
    bar(words.packed(bytes), bytes),
    bar(words.plain(plainBytes), plainBytes),
    tableOf(
      [words.name, words.value],
      fields.map(([name, value]) => [name, value]),
    ),
  ];
}

function messageView(
  message: WireMessage,
  { from }: FrameEvent,
  path: string,
  contract: ServiceContract,
): HTMLElement {
  const schema = schemaOf(contract, path, from);
  const bytes = Uint8Array.from(atob(message.bytes), (letter) => letter.charCodeAt(0));
  const { flag, length, packed, cutFrom } = message;
  const view = (shown: Uint8Array, labelled: Labelled) => bytesView(shown, labelled, words.bytes);
  const isWhole = cutFrom === undefined;
  if (isWhole && (packed || !(flag & COMPRESSED))) {
    const body = framed(flag, length, bytes);
    return view(body, labelBody(body, schema));
  }
  return element(
    "div",
    "",
    view(framed(flag, length), labelPrefix(flag, length)),
    ...(flag & COMPRESSED && !packed ? [element("p", "fine", words.unpacked)] : []),
    isWhole ? view(bytes, labelMessage(bytes, schema)) : view(bytes, labelBeginning(bytes, schema)),
  );
}

/** A message of which only the beginning is here: that it ends is no fault of its own. */
function labelBeginning(bytes: Uint8Array, schema: Schema | undefined): Labelled {
  const { segments } = labelMessage(bytes, schema);
  const last = segments.at(-1);
  if (last?.problem === "ends-early") {
    if (last.kind === "unread") Object.assign(last, { kind: "value", meaning: "…" });
    delete last.problem;
  }
  return { segments, messages: [] };
}

/** gRPC's five bytes and what follows them. */
function framed(flag: number, length: number, message = new Uint8Array()): Uint8Array {
  const bytes = new Uint8Array(5 + message.length);
  new DataView(bytes.buffer).setUint8(0, flag);
  new DataView(bytes.buffer).setUint32(1, length);
  bytes.set(message, 5);
  return bytes;
}

/** The five bytes alone, whose message is shown by itself. */
function labelPrefix(flag: number, length: number): Labelled {
  const { segments } = labelBody(framed(flag, length));
  for (const segment of segments) delete segment.problem;
  return { segments, messages: [] };
}

function fieldsOf({ fields = {} }: FrameEvent): Node[] {
  const rows = Object.entries(fields).map(([name, value]) => [name, String(value)]);
  if (rows.length === 0) return [];
  return [element("h3", "", words.payload), tableOf([words.name, words.value], rows)];
}

function nineBytes({ header, length, type, flags, stream }: FrameEvent): HTMLElement {
  const hex = (from: number, to: number) =>
    (header.slice(from * 2, to * 2).match(/../g) ?? []).join(" ");
  const rows = [
    [hex(0, 3), words.length, String(length)],
    [hex(3, 4), words.type, type],
    [hex(4, 5), words.flags, flags.join(" ") || words.none],
    [hex(5, 9), words.stream, stream === 0 ? words.theConnection : String(stream)],
  ];
  const body = element("tbody");
  for (const [bytes, name, value] of rows) {
    body.append(
      element(
        "tr",
        "",
        element("td", "hex", bytes!),
        element("th", "", name!),
        element("td", "", value!),
      ),
    );
  }
  for (const head of body.querySelectorAll("th")) head.scope = "row";
  return element("section", "nine", element("h3", "", words.nine), element("table", "", body));
}

function tableOf(heads: string[], rows: string[][]): HTMLElement {
  const cells = heads.map((head) => {
    const cell = element("th", "", head);
    cell.scope = "col";
    return cell;
  });
  const body = element("tbody");
  for (const row of rows)
    body.append(element("tr", "", ...row.map((each) => element("td", "", each))));
  return element("table", "", element("thead", "", element("tr", "", ...cells)), body);
}

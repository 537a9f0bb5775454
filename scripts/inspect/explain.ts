import type { FrameWords } from "../messages/frames.ts";
import { type Call, type Seen, STATUS, timeoutMs, valueOf } from "./calls.ts";
import type { FrameEvent, WireMessage } from "./events.ts";

/** Says in sentences what an event means. */
export function explain({ event, role, call, cut }: Seen, words: FrameWords): string[] {
  if (event.kind === "open") return [words.opened(event.client)];
  if (event.kind === "protocol") return [words.spoken[event.protocol]];
  if (event.kind === "close") {
    const { error, side } = event;
    const ended = cut ? [words.cutCalls(cut)] : [];
    if (!error || !side) return [words.closed, ...ended];
    if (error === "ECONNREFUSED") return [words.refused];
    return [words.broken(error, words.sides[side]), ...ended];
  }
  return [
    ...meaningOf({ event, role, ...(call && { call }) }, words),
    ...(event.messages ?? []).flatMap((message) => aboutMessage(message, words)),
    ...(event.headers && role !== "trailers-only" && role !== "trailers"
      ? [words.hpack(event.headers.bytes, event.headers.plainBytes)]
      : []),
    ...(event.fields?.["padding"] ? [words.padding(Number(event.fields["padding"]))] : []),
    ...(event.problem ? [words.problems[event.problem]] : []),
  ];
}

function meaningOf(
  { event, role, call }: Seen & { event: FrameEvent },
  words: FrameWords,
): string[] {
  const { from, type, flags, fields = {}, stream, messages = [] } = event;
  const side = words.sides[from];
  const error = String(fields["error"]);
  switch (role) {
    case "begin":
      return aboutBegin(event, call, words);
    case "answer":
      return [words.answer, ...endOf(event, words)];
    case "trailers":
    case "trailers-only": {
      const status = statusOf(call);
      if (!status) return [words.noStatus];
      return [role === "trailers" ? words.trailers(status) : words.trailersOnly(status)];
    }
    case "headers-begin":
      return [words.headersBegin];
    case "message":
      return [
        ...(messages.length > 1 ? [words.several(messages.length)] : []),
        ...endOf(event, words),
      ];
    case "part":
      return [words.part];
    case "end":
      return endOf(event, words);
    case "reset":
      if (from !== "client" || error !== "8 CANCEL") return [words.reset(side, error)];
      return [isLate(call, event.at) ? words.late : words.cancel];
    case "window":
      return [words.window(side, Number(fields["increment"]), stream > 0)];
    case "settings":
      return [words.settings(side)];
    case "settings-ack":
      return [words.settingsAck(side)];
    case "ping":
      return [words.ping(side)];
    case "ping-ack":
      return [words.pingAck(side)];
    case "goaway":
      if (from === "client") return [words.goawayClient(error)];
      return [words.goawayServer(Number(fields["lastStream"]), error)];
    default:
      return type === "PRIORITY" || flags.includes("PRIORITY") ? [words.priority] : [];
  }
}

function aboutBegin(event: FrameEvent, call: Call | undefined, words: FrameWords): string[] {
  const path = valueOf(event, ":path");
  if (path === undefined) return [];
  const timeout = valueOf(event, "grpc-timeout");
  const ms = timeout === undefined ? undefined : timeoutMs(timeout);
  return [
    words.begin(path, call?.kind ? words.kinds[call.kind] : ""),
    ...(call?.kind ? [] : [words.unknownMethod]),
    ...(timeout !== undefined && ms !== undefined
      ? [words.deadline(timeout, String(Math.round(ms) / 1000))]
      : []),
  ];
}

function aboutMessage(message: WireMessage, words: FrameWords): string[] {
  const { encoding, length, packed, cutFrom, bytes } = message;
  const about: string[] = [];
  if (packed) about.push(words.packed(encoding ?? ""));
  else if (encoding) about.push(words.unpacked(encoding, length, cutFrom ?? lengthOf(bytes)));
  if (cutFrom !== undefined) about.push(words.cut(cutFrom));
  return about;
}

function endOf({ flags, from }: FrameEvent, words: FrameWords): string[] {
  if (!flags.includes("END_STREAM")) return [];
  return [from === "client" ? words.halfClose : words.serverEnd];
}

/** The status of a call, as in "3 INVALID_ARGUMENT (name is empty)". */
export function statusOf(call: Call | undefined): string | undefined {
  if (call?.status === undefined) return undefined;
  const { status, statusMessage } = call;
  const name = `${status} ${STATUS[status] ?? ""}`.trim();
  return statusMessage && status !== 0 ? `${name} (${statusMessage})` : name;
}

function isLate(call: Call | undefined, at: number): boolean {
  return call?.timeoutMs !== undefined && at - call.begin >= call.timeoutMs * LATE_ENOUGH;
}

/** A client counts its deadline from before its headers are here, and a busy machine takes its time. */
const LATE_ENOUGH = 0.98;

/** How many bytes base64 stands for. */
function lengthOf(base64: string): number {
  return (base64.length / 4) * 3 - (/=*$/.exec(base64)?.[0].length ?? 0);
}

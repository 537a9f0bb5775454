import { Code, type ConnectError } from "@connectrpc/connect";
import { words } from "./words.ts";

/** Why a note was not sent. */
export interface Problem {
  why: string;
  /** When it is over: once the text is another, once the server is there, or after some seconds. */
  until: "edited" | "connected" | number;
}

/** There is half a character in the text: it has no bytes, and on its way would become another. */
export function halfCharacter(): Problem {
  return { why: words.notWellFormed, until: "edited" };
}

/** Says in the reader's language why a call has failed. */
export function problemOf({ code, rawMessage, metadata }: ConnectError): Problem {
  const seconds = metadata.get("retry-after");
  if (seconds) return { why: words.tooFast(seconds), until: Number(seconds) };
  if (code === Code.DeadlineExceeded) return { why: words.late, until: "edited" };
  // A fetch that fails has no code of gRPC: the gateway is not there.
  if (code === Code.Unavailable || code === Code.Unknown) {
    return { why: words.unreachable, until: "connected" };
  }
  return { why: translated(rawMessage), until: "edited" };
}

/**
 * The server's sentence, if the page knows it, or as it is. It is meant for people; how a server says
 * the same for programs is in step 8.
 */
function translated(sentence: string): string {
  const [, what, bytes, most] =
    /^(name|message) is (\d+) bytes long, more than (\d+)$/.exec(sentence) ?? [];
  if (what === "name") return words.nameTooLong;
  if (what) return words.tooLong(Number(bytes), Number(most));
  if (sentence.startsWith("Received message larger than max ")) return words.tooLarge;
  return words.serverSays(sentence);
}

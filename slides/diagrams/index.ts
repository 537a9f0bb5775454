import { say, type Language } from "../../steps/kit/say.ts";
import { chat } from "./chat.ts";
import { codecBars } from "./codec-bars.ts";
import { codegenFlow } from "./codegen-flow.ts";
import { fourWays } from "./four-ways.ts";
import { gateway } from "./gateway.ts";
import { headerBars } from "./header-bars.ts";
import { history } from "./history.ts";
import { http1Connections, http2Streams } from "./http2-streams.ts";
import { bidiStreaming, clientStreaming, serverStreaming, unary } from "./kinds.ts";
import type { Draw } from "./kit.ts";
import { frame, noteBytes } from "./note-bytes.ts";
import { requestPath } from "./request-path.ts";
import { sizeBars } from "./size-bars.ts";
import { twoTruths } from "./two-truths.ts";
import { unaryBars } from "./unary-bars.ts";

/** Every diagram of the talk, by the name that a slide uses. */
export const DIAGRAMS: Record<string, Draw> = {
  chat,
  "two-truths": twoTruths,
  "four-ways": fourWays,
  "request-path": requestPath,
  "note-bytes": noteBytes,
  frame,
  "http1-connections": http1Connections,
  "http2-streams": http2Streams,
  unary,
  "server-streaming": serverStreaming,
  "client-streaming": clientStreaming,
  "bidi-streaming": bidiStreaming,
  "codegen-flow": codegenFlow,
  gateway,
  "unary-bars": unaryBars,
  "codec-bars": codecBars,
  "size-bars": sizeBars,
  "header-bars": headerBars,
  history,
};

/**
 * Draws a diagram.
 *
 * @returns an SVG element on one line
 * @throws Error if there is none of that name
 */
export function diagram(name: string, language: Language): string {
  const draw = DIAGRAMS[name];
  if (!draw) {
    throw new Error(say(`there is no diagram ${name}`, `図 ${name} はありません`));
  }
  return draw((en, ja) => (language === "ja" ? ja : en));
}

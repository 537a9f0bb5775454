import http2 from "node:http2";

/** Calls of a method without grpc-js, on a connection of their own. */
export interface RawCall {
  /** Whether the server has answered with anything at all, be it only headers. */
  answered(): boolean;
  /** Whether the connection has ended. */
  ended(): boolean;
  /** Cuts the connection, as when a laptop's lid is shut. */
  cut(): void;
}

/**
 * Calls a method with an empty message.
 *
 * @param path as it stands in the request, such as `/chat.ChatServer/ChatStream`
 * @param options.window how many bytes it lets the server send; with 0 it reads nothing
 * @param options.calls how often
 */
export function callRaw(
  port: number,
  path: string,
  { window = 65_535, calls = 1 }: { window?: number; calls?: number } = {},
): RawCall {
  const session = http2.connect(`http://127.0.0.1:${port}`, {
    settings: { initialWindowSize: window },
  });
  let answered = false;
  session.on("error", () => {});
  for (let call = 1; call <= calls; call++) {
    const stream = session.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
    });
    stream.on("error", () => {});
    stream.on("response", () => (answered = true));
    stream.resume();
    stream.end(Buffer.alloc(5)); // The frame of an empty message: no flag, length 0.
  }
  return {
    answered: () => answered,
    ended: () => session.destroyed,
    cut: () => session.destroy(),
  };
}

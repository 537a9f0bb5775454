import { createConnectRouter } from "@connectrpc/connect";
import { createGateway } from "../gateway.ts";

/**
 * Has a gateway answer a call whose browser is gone before the call begins.
 *
 * @param server the address of the server behind it
 * @returns when the gateway is done with it; it may take as long as the server's stream
 */
export async function callFromAGoneBrowser(
  server: string,
  method: "SendNote" | "ChatStream",
): Promise<{ close(): void }> {
  const gateway = createGateway(server);
  const router = createConnectRouter();
  gateway.routes(router);
  const handler = router.handlers.find(({ requestPath }) => requestPath.endsWith(`/${method}`));
  const message = method === "SendNote" ? '{"name":"alice","message":"hi"}' : "{}";
  const isStream = method === "ChatStream";
  const answer = handler?.({
    httpVersion: "1.1",
    method: "POST",
    url: `http://127.0.0.1/chat.ChatServer/${method}`,
    header: new Headers({
      "content-type": isStream ? "application/connect+json" : "application/json",
    }),
    body: (async function* body() {
      const bytes = Buffer.from(message);
      const head = Buffer.alloc(isStream ? 5 : 0);
      if (isStream) head.writeUInt32BE(bytes.length, 1);
      yield Buffer.concat([head, bytes]);
    })(),
    signal: AbortSignal.abort(),
  });
  const read = async () => {
    const { body } = (await answer) ?? {};
    if (body) for await (const _ of body as AsyncIterable<unknown>);
  };
  // Nobody is there to hear of it; but unless it is read a stream would not even be opened.
  read().catch(() => {});
  return gateway;
}

import { onTestFinished } from "vitest";
import { ChatServerClient } from "../../../gen/chat_grpc_pb.js";
import { fail } from "../../kit/check.ts";
import { openChannels } from "../../kit/channels.ts";
import { countAlive } from "../../kit/garbage.ts";
import { say } from "../../kit/say.ts";

/** Fails unless a client has made no more than one channel to its server. */
export async function oneChannel(address: string, after: string) {
  const count = await openChannels(address);
  if (count <= 1) return;
  fail(
    say(
      `after ${after} the client has ${count} channels to its server open: make one stub in \`createChatClient\`, and use it for all calls.`,
      `${after}のあと、クライアントがサーバーへのチャネルを${count}個開いています。スタブは \`createChatClient\` で1つだけ作り、すべての呼び出しで使ってください。`,
    ),
    { in: "createChatClient" },
  );
}

/** Sees the calls of ChatStream that are made from now on, whoever makes them. */
export class Calls {
  readonly #calls: WeakRef<object>[] = [];

  constructor() {
    const stub = ChatServerClient.prototype;
    const { chatStream } = stub;
    const calls = this.#calls;
    stub.chatStream = function (this: ChatServerClient, ...args: Parameters<typeof chatStream>) {
      const call = chatStream.apply(this, args);
      calls.push(new WeakRef(call));
      return call;
    } as typeof chatStream;
    onTestFinished(() => void (stub.chatStream = chatStream));
  }

  /** How many of them something still refers to. */
  countKept(enough = 0): Promise<number> {
    return countAlive(this.#calls, enough, 200);
  }
}

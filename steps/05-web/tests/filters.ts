import type { HandlerContext } from "@connectrpc/connect";
import { Metadata } from "@grpc/grpc-js";
import { seenInTest } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import * as gateway from "../gateway.ts";

/** Looks at what the starter's two functions let through, which a learner may have changed. */
export function lookAtFilters(): void {
  const requestHeader = new Headers({ connection: "keep-alive" });
  const kept = quietly(() => gateway.metadataOf({ requestHeader } as HandlerContext).getMap());
  if (kept && "connection" in kept) {
    seenInTest().note(
      say(
        "`metadataOf` lets headers of the browser's connection through, `connection` among them: gRPC cannot send them, and tries for ever. As it was in the starter it leaves them out.",
        "`metadataOf` が、ブラウザーとの接続のヘッダー（`connection` など）を通しています。gRPC はそれを送れず、いつまでも試し続けます。スターターの `metadataOf` は、それを除きます。",
      ),
      { in: "metadataOf" },
    );
  }
  const headers = new Headers();
  const metadata = new Metadata();
  metadata.set("content-type", "application/grpc+proto");
  quietly(() => gateway.copy(metadata, headers));
  if (headers.has("content-type")) {
    seenInTest().note(
      say(
        "`copy` lets the server's `content-type` through, so the browser takes the answer for one in another format. As it was in the starter it leaves that out.",
        "`copy` が、サーバーの `content-type` を通しています。そのため、ブラウザーは応答を別の形式だと思い込みます。スターターの `copy` は、それを除きます。",
      ),
      { in: "copy" },
    );
  }
}

/** What some code of the learner's gives; nothing where it throws, or is not there any more. */
function quietly<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

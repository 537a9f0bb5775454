import { connect, createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { logVerbosity, setLogVerbosity } from "@grpc/grpc-js";
import { onTestFinished } from "vitest";
import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { within } from "../../kit/wait.ts";
import { serve, type RunningServer } from "../server.ts";

// grpc-js logs an address in use, which a test here provokes.
setLogVerbosity(logVerbosity.NONE);

/** Runs the learner's `serve`, and closes what it started when the test is over. */
export async function start(address = "127.0.0.1:0"): Promise<RunningServer> {
  let server: RunningServer;
  try {
    server = await within(
      asked(address),
      say(
        `\`serve("${address}")\` never resolves: resolve in the callback of \`bindAsync\`.`,
        `\`serve("${address}")\` が resolve しません。\`bindAsync\` のコールバックの中で resolve してください。`,
      ),
      { in: "serve" },
    );
  } catch (error) {
    if (!(error instanceof Error) || error.name === "CheckError") throw error;
    fail(
      say(
        `\`serve("${address}")\` rejected, though the address that it is given is free: ${error.message}`,
        `\`serve("${address}")\` が reject しました。渡したアドレスは空いています。${error.message}`,
      ),
      { in: "serve", cause: error },
    );
  }
  onTestFinished(() => stop(server));
  if (!(server?.port > 0)) {
    fail(
      say(
        `\`serve\` resolved with port ${server?.port}: wait for the callback of \`bindAsync\`, which gives the port.`,
        `\`serve\` がポート ${server?.port} で resolve しました。\`bindAsync\` のコールバックを待ってください。ポートはそこで渡されます。`,
      ),
      { in: "serve" },
    );
  }
  return server;
}

/** Calls the learner's `serve`. */
export function asked(address: string): Promise<RunningServer> {
  const promise: unknown = serve(address);
  if (typeof (promise as Promise<unknown> | undefined)?.then === "function") {
    return promise as Promise<RunningServer>;
  }
  fail(
    say(
      `\`serve("${address}")\` returned ${String(promise)}, and no promise: \`return new Promise(…)\`.`,
      `\`serve("${address}")\` が Promise ではなく ${String(promise)} を返しました。\`return new Promise(…)\` としてください。`,
    ),
    { in: "serve" },
  );
}

/** Closes a server of the learner's after a test, which is over whether it closes or not. */
export function stop(server: RunningServer): void {
  void (async () => server.close())().catch(() => {});
}

/** Whether an address can be listened on by this machine, now. */
export async function isFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.on("error", reject).listen(port, host, resolve);
    });
  } catch {
    return false;
  }
  await new Promise((resolve) => server.close(resolve));
  return true;
}

/** Addresses of this machine that a server on 127.0.0.1 does not listen on. */
export function otherAddresses(): string[] {
  // All of 127.0.0.0/8 is loopback, but macOS has 127.0.0.1 alone.
  if (["linux", "win32"].includes(process.platform)) return ["127.0.0.2", "::1"];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address)
    .concat("::1");
}

/** Whether something accepts connections there. What does not answer, as behind a firewall, does not. */
export function listens(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on("connect", () => settle(true));
    socket.on("error", () => settle(false));
    socket.setTimeout(1_000, () => settle(false));
  });
}

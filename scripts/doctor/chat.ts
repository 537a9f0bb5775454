import type { Client, connectivityState } from "@grpc/grpc-js";
import { messages } from "../messages/index.ts";
import { note, ok, wrong, type Finding } from "./finding.ts";

const text = messages.doctor.chat;
const HOST = "127.0.0.1";
/** How long a connection may take within one machine, in milliseconds. */
const PATIENCE = 5000;
/** Where grpc-js looks for a proxy, in this order; on Windows in any case of letters. */
const PROXIES = ["grpc_proxy", "https_proxy", "http_proxy"];

/**
 * Whether a gRPC client reaches a server on this machine. grpc-js sends even that to a proxy, unless
 * `no_grpc_proxy` or else `no_proxy` (in small letters, no blanks) names the address. The course's
 * own commands exempt this machine; other programs that the learner starts do not.
 */
export async function checkChat(): Promise<Finding> {
  const grpc = await import("@grpc/grpc-js");
  // Its own words on a proxy would come between the lines.
  grpc.setLogVerbosity(grpc.logVerbosity.NONE);
  const server = new grpc.Server();
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${HOST}:0`, grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const client = new grpc.Client(`${HOST}:${port}`, grpc.credentials.createInsecure());
  const isReached = await connects(client.getChannel(), grpc.connectivityState);
  client.close();
  server.forceShutdown();
  if (isReached) return ok(text.works);
  const proxy = PROXIES.find((name) => process.env[name]);
  return proxy ? note(text.proxied(proxy), exemption()) : wrong(text.blocked);
}

/** Whether a channel comes to be connected; false as soon as it fails, or when patience ends. */
async function connects(
  channel: ReturnType<Client["getChannel"]>,
  { READY, TRANSIENT_FAILURE }: typeof connectivityState,
): Promise<boolean> {
  const deadline = Date.now() + PATIENCE;
  let state = channel.getConnectivityState(true);
  while (state !== READY && state !== TRANSIENT_FAILURE && Date.now() < deadline) {
    // It calls back with an error when the deadline has passed.
    await new Promise((resolve) => channel.watchConnectivityState(state, deadline, resolve));
    state = channel.getConnectivityState(true);
  }
  return state === READY;
}

/** `setx` works in cmd and in PowerShell, for the terminals that are opened from then on. */
function exemption(): string {
  // What somebody has exempted already stays so; a blank after a comma would hide it from grpc-js.
  const before = (process.env.no_grpc_proxy || process.env.no_proxy || "").split(/[\s,]+/);
  const hosts = [...new Set([...before, HOST, "localhost"])].filter(Boolean).join();
  return process.platform === "win32"
    ? `setx no_grpc_proxy "${hosts}"`
    : `export no_grpc_proxy="${hosts}"`;
}

// What goes over the network? Connections and bytes of unary calls, counted by a proxy on the way.
import { connect, createServer, type AddressInfo } from "node:net";
import type { PlainNote } from "./contract.ts";
import { printTable } from "./table.ts";
import { grpcTarget, jsonTarget, type Target } from "./targets.ts";

const CALLS = 100;
const NOTE: PlainNote = { name: "alice", message: "Shall we have lunch at the usual place today?" };

/** A TCP proxy that counts. */
async function countingProxy(target: number) {
  const seen = { connections: 0, bytes: 0 };
  const proxy = createServer((client) => {
    seen.connections += 1;
    const server = connect(target, "127.0.0.1");
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on("data", (chunk: Buffer) => {
        seen.bytes += chunk.length;
        to.write(chunk);
      });
      from.on("close", () => to.destroy());
      from.on("error", () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return { seen, port: (proxy.address() as AddressInfo).port };
}

/** Makes calls one after another, and then at once; counts the bytes of one and the connections of all. */
async function measure(target: Target, name: string): Promise<(string | number)[]> {
  const { seen, port } = await countingProxy(target.port);
  const sender = target.clients[name]!(port);
  const before = seen.bytes;
  await sender.send(NOTE);
  const first = seen.bytes - before;
  const middle = seen.bytes;
  for (let call = 0; call < CALLS; call += 1) await sender.send(NOTE);
  const later = Math.round((seen.bytes - middle) / CALLS);
  await Promise.all(Array.from({ length: CALLS }, () => sender.send(NOTE)));
  sender.close();
  return [name, first, later, seen.connections];
}

const rows: (string | number)[][] = [];
for (const target of [await grpcTarget(), await jsonTarget()]) {
  for (const name of Object.keys(target.clients)) rows.push(await measure(target, name));
}
printTable([
  ["", "bytes, first call", "bytes, later calls", `connections for ${CALLS} calls at once`],
  ...rows,
]);
process.exit(0);

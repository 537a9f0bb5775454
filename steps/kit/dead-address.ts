import { connect, createServer, type AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/**
 * The address of a server that is not there, as long as the running test lasts: its port is that
 * of a connection's near end, so nobody can begin to listen there.
 */
export async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  server.on("connection", (far) => far.resume());
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  return `127.0.0.1:${socket.localPort}`;
}

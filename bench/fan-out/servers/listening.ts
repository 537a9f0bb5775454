import type { AddressInfo, Server } from "node:net";
import { Server as GrpcServer, ServerCredentials } from "@grpc/grpc-js";

/** Has a server listen on a free port of 127.0.0.1, and tells which. */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** The same for a server of grpc-js. */
export function grpcListening(server: GrpcServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

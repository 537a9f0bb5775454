import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { LOOPBACK } from "./address.ts";

/** Whether it is for its port that a server cannot listen: another has it, or the system keeps it. */
export function isRefusedPort(error: unknown): boolean {
  // Hyper-V keeps whole ranges, and answers EACCES.
  return ["EADDRINUSE", "EACCES"].includes((error as NodeJS.ErrnoException).code!);
}

/**
 * Lets a server listen on the first port that it can have.
 *
 * @param first the port to begin with; 0 takes any
 * @returns the port
 */
export async function listenFrom(server: Server, first: number, host: string): Promise<number> {
  for (let port = first; ; port += 1) {
    try {
      await once(server.listen(port, host), "listening");
      return (server.address() as AddressInfo).port;
    } catch (error) {
      if (!isRefusedPort(error) || port >= 65_535) throw error;
    }
  }
}

/** The first port, from a given one on, that a server can have; 0, which stands for any, if none. */
export async function freePort(first: number, host = LOOPBACK): Promise<number> {
  const server = createServer();
  try {
    return await listenFrom(server, first, host);
  } catch {
    return 0;
  } finally {
    server.close();
  }
}

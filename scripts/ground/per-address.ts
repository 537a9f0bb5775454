import type { Server, Socket } from "node:net";

/** How much is open, of all and of each address. */
export class PerAddress {
  all = 0;
  private readonly counts = new Map<string, number>();

  of(address: string): number {
    return this.counts.get(address) ?? 0;
  }

  add(address: string): void {
    this.all += 1;
    this.counts.set(address, this.of(address) + 1);
  }

  remove(address: string): void {
    this.all -= 1;
    const left = this.of(address) - 1;
    if (left > 0) this.counts.set(address, left);
    else this.counts.delete(address);
  }
}

/** Has a server refuse connections of an address that has its share already. */
export function limitConnections(server: Server, most: number): void {
  const open = new PerAddress();
  server.on("connection", (socket: Socket) => {
    const address = socket.remoteAddress ?? "";
    // Who is refused does not count, or trying again would keep the place from getting free.
    if (open.of(address) < most) {
      open.add(address);
      socket.once("close", () => open.remove(address));
      return;
    }
    socket.on("error", () => {});
    socket.end("HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    // The other side may keep its half open for ever.
    setTimeout(() => socket.destroy(), 1000).unref();
  });
}

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { LOOPBACK } from "../ground/address.ts";
import { freePort, listenFrom } from "../ground/port.ts";

describe("a port that a server can have", () => {
  const servers: Server[] = [];
  const server = () => {
    servers.push(createServer());
    return servers.at(-1)!;
  };
  /** Occupies some ports in a row, and gives the first. */
  const occupy = async (count: number): Promise<number> => {
    for (;;) {
      const first = await listenFrom(server(), 0, LOOPBACK);
      try {
        for (let port = first + 1; port < first + count; port += 1) {
          await once(server().listen(port, LOOPBACK), "listening");
        }
        return first;
      } catch {
        // Somebody else has one of them: another row.
      }
    }
  };

  afterEach(() => {
    for (const each of servers.splice(0)) each.close();
  });

  test("is the next that nobody has", async () => {
    const first = await occupy(3);
    const next = await freePort(first);
    expect(next).toBeGreaterThanOrEqual(first + 3);
    const late = server();
    expect(await listenFrom(late, first, LOOPBACK)).toBeGreaterThanOrEqual(next);
    expect((late.address() as AddressInfo).port).toBeGreaterThanOrEqual(next);
  });

  test("is any where there is no next", async () => {
    expect(await freePort(65_536)).toBe(0);
  });

  test("is not looked for on an address that is not this machine's", async () => {
    await expect(listenFrom(server(), 8080, "192.0.2.1")).rejects.toThrow("EADDRNOTAVAIL");
    expect(await freePort(8080, "192.0.2.1")).toBe(0);
  });

  test("is not one that the system keeps for itself", async ({ skip }) => {
    // Other systems keep ranges too, but none that could be asked for.
    if (process.platform !== "linux") skip();
    const low = Number(readFileSync("/proc/sys/net/ipv4/ip_unprivileged_port_start", "utf8"));
    if (low < 3) skip();
    const isRoot = process.geteuid!() === 0;
    if (isRoot) process.seteuid!(65_534);
    try {
      const refused = once(server().listen(low - 2, LOOPBACK), "listening");
      await expect(refused).rejects.toMatchObject({ code: "EACCES" });
      expect(await freePort(low - 2)).toBeGreaterThanOrEqual(low);
    } finally {
      if (isRoot) process.seteuid!(0);
    }
  });
});

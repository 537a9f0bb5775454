import { Child } from "../lib/child.ts";
import type { Contestant } from "./contestants.ts";
import type { Flood, Latencies } from "./load/session.ts";
import type { Memory } from "./server.ts";

/** One server with its subscribers, ready to be measured. */
export interface Seat {
  contestant: Contestant;
  server: Child;
  /** What one subscriber takes. */
  memory: Memory;
}

/** What one turn of a server has measured. */
export interface Turn {
  /** Notes that arrived in a second, counted once for each subscriber. */
  notesPerSecond: number;
  /** CPU time of the server for one of them, in microseconds. */
  cpuPerNote: number;
  /** Which part of the time the server, and the load generator, kept a core busy. */
  serverBusy: number;
  loadBusy: number;
  latencies: Latencies;
}

/** How a turn is measured. */
export interface Pace {
  /** How long notes are sent as fast as they arrive, in milliseconds. */
  floodMs: number;
  /** How many notes may be on their way in a flood. */
  ahead: number;
  /** Notes a second when latency is measured, and how many of them. */
  rate: number;
  count: number;
}

/** Fresh servers, a fresh load generator, and so many subscribers on each server. */
export class Sitting {
  readonly #load = new Child(new URL("load.ts", import.meta.url));
  readonly #servers: Child[] = [];

  /** Starts the servers, and connects so many subscribers to each. */
  async seat(contestants: Contestant[], tree: string, subscribers: number): Promise<Seat[]> {
    const file = new URL("server.ts", import.meta.url);
    const started = contestants.map(({ name }) => new Child(file, [name, tree], ["--expose-gc"]));
    this.#servers.push(...started);
    const ports = await Promise.all(started.map((server) => server.ask<number>("listen")));
    const seats: Seat[] = [];
    for (const [index, contestant] of contestants.entries()) {
      const { name, label, protocol } = contestant;
      const server = started[index]!;
      const memory = await naming(label, async () => {
        await this.#load.ask("open", name, ports[index], protocol);
        return this.#join(name, server, subscribers);
      });
      seats.push({ contestant, server, memory });
    }
    return seats;
  }

  /** Connects subscribers, and tells what each of them takes. */
  async #join(name: string, server: Child, subscribers: number): Promise<Memory> {
    const before = await server.ask<Memory>("memory", 1);
    await this.#load.ask("join", name, subscribers);
    const after = await server.ask<Memory>("memory", 1 + subscribers);
    return {
      heap: (after.heap - before.heap) / subscribers,
      resident: (after.resident - before.resident) / subscribers,
    };
  }

  /** Floods a server, and then sends to it at a fixed rate. */
  turn({ contestant: { name, label }, server }: Seat, pace: Pace): Promise<Turn> {
    return naming(label, async () => {
      const cpuBefore = await server.ask<number>("cpu");
      const flood = await this.#load.ask<Flood>("flood", name, pace.floodMs, pace.ahead);
      const cpu = (await server.ask<number>("cpu")) - cpuBefore;
      const latencies = await this.#load.ask<Latencies>("pace", name, pace.rate, pace.count);
      return {
        notesPerSecond: flood.arrivals / flood.seconds,
        cpuPerNote: cpu / flood.arrivals,
        serverBusy: cpu / 1e6 / flood.seconds,
        loadBusy: flood.cpu / 1e6 / flood.seconds,
        latencies,
      };
    });
  }

  /** Ends the processes. */
  end(): void {
    for (const child of [this.#load, ...this.#servers]) child.stop();
  }
}

/** Runs something, and says in its error whose it is. */
async function naming<Result>(label: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw new Error(`${label}: ${(error as Error).message}`, { cause: error });
  }
}

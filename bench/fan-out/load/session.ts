import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createHistogram } from "node:perf_hooks";
import type { Protocol } from "../contestants.ts";
import { grpc } from "./grpc.ts";
import { Flight, Listener } from "./listener.ts";
import { sse } from "./sse.ts";
import { tcp } from "./tcp.ts";
import { websocket } from "./websocket.ts";
import type { Sender, Wire } from "./wire.ts";

/** How to talk to a server. */
export const WIRES: Record<Protocol, Wire> = { grpc, websocket, sse, tcp };

/** How long nothing may arrive before something is wrong, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * How many connect at once: when too many wait to be accepted, the system lets some try again a
 * second later.
 */
const CONNECTING = 100;

/** How many come first and leave: what a server makes once and keeps belongs to no later subscriber. */
const FIRST_LISTENERS = 10;

/** What a flood has measured. */
export interface Flood {
  /** Notes that arrived, counted once for each subscriber. */
  arrivals: number;
  seconds: number;
  /** CPU time of the load generator, in microseconds. */
  cpu: number;
}

/** Latencies from sending a note to having it, over all subscribers, in milliseconds. */
export interface Latencies {
  p50: number;
  p99: number;
}

/** A chat on a server: one that sends, and those who listen, each with a connection of their own. */
export class Session {
  readonly #port: number;
  readonly #wire: Wire;
  readonly #flight = new Flight();
  #sender: Sender | undefined;
  #sendingSocket: Socket | undefined;
  #listeners: Socket[] = [];
  /** What has gone wrong, and what ends what is being waited for. */
  #failure: Error | undefined;
  #reject: (error: Error) => void = () => {};

  constructor(port: number, protocol: Protocol) {
    this.#port = port;
    this.#wire = WIRES[protocol];
  }

  /** Connects the sender, and sends the first note to some listeners, who leave again. */
  async open(): Promise<void> {
    const socket = await this.#connect();
    this.#sendingSocket = socket;
    this.#sender = this.#wire.sender(socket);
    this.#follow(socket, "the sender", (chunk) => this.#sender!.take(chunk));
    await this.join(FIRST_LISTENERS);
    await this.#wait((done) => {
      this.#flight.onDelivered = done;
      this.#send();
    });
    await this.leave();
  }

  /** Connects listeners, and waits until each has the notes so far. */
  async join(count: number): Promise<void> {
    const left = count - this.#listeners.length;
    if (left === 0) return;
    const some = Math.min(left, CONNECTING);
    const sockets = await Promise.all(Array.from({ length: some }, () => this.#connect()));
    this.#flight.expectReplay(some);
    await this.#wait((done) => {
      this.#flight.onDelivered = () => {
        if (this.#flight.delivered === this.#flight.sent) done();
      };
      for (const socket of sockets) {
        this.#listeners.push(socket);
        const take = this.#wire.listen(socket, new Listener(this.#flight));
        this.#follow(socket, `subscriber ${this.#listeners.length}`, take);
      }
      if (this.#flight.sent === 0) done();
    });
    await this.join(count);
  }

  /** Disconnects the listeners. */
  async leave(): Promise<void> {
    const sockets = this.#listeners;
    this.#listeners = [];
    await Promise.all(
      sockets.map((socket) => {
        const closed = once(socket, "close");
        socket.destroy();
        return closed;
      }),
    );
  }

  /** Disconnects everybody. */
  async close(): Promise<void> {
    await this.leave();
    this.#sendingSocket?.destroy();
  }

  /**
   * Sends notes as fast as they arrive: the next one goes when the slowest subscriber is less than
   * `ahead` notes behind.
   *
   * @param milliseconds for how long it sends; then it waits for what is on its way
   */
  async flood(milliseconds: number, ahead: number): Promise<Flood> {
    const arrivals = this.#flight.arrivals;
    const cpu = process.cpuUsage();
    const start = performance.now();
    await this.#wait((done) => {
      const refill = () => {
        if (performance.now() - start < milliseconds) {
          while (this.#flight.sent - this.#flight.delivered < ahead) this.#send();
        } else if (this.#flight.sent === this.#flight.delivered) {
          done();
        }
      };
      this.#flight.onDelivered = refill;
      refill();
    });
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    return { arrivals: this.#flight.arrivals - arrivals, seconds, cpu: user + system };
  }

  /**
   * Sends notes at a fixed rate, whether or not the earlier ones have arrived.
   *
   * @param rate notes a second
   * @param count how many notes
   */
  async pace(rate: number, count: number): Promise<Latencies> {
    const latencies = createHistogram();
    const sentAt = new Map<number, number>();
    this.#flight.onArrival = (note) => {
      latencies.record(Math.max(1, Math.round((performance.now() - sentAt.get(note)!) * 1e6)));
    };
    await this.#wait((done) => {
      let sent = 0;
      const start = performance.now();
      this.#flight.onDelivered = () => {
        sentAt.delete(this.#flight.delivered - 1);
        if (sent === count && this.#flight.delivered === this.#flight.sent) done();
      };
      const next = () => {
        if (this.#flight.sent - this.#flight.delivered >= Flight.LIMIT) {
          this.#fail(new Error(`${rate} notes a second are too many for this server`));
          return;
        }
        sentAt.set(this.#flight.sent, performance.now());
        this.#send();
        sent += 1;
        const left = start + (sent * 1000) / rate - performance.now();
        if (sent < count) setTimeout(next, Math.max(0, left));
      };
      next();
    });
    this.#flight.onArrival = undefined;
    return { p50: latencies.percentile(50) / 1e6, p99: latencies.percentile(99) / 1e6 };
  }

  #send(): void {
    const number = String(this.#flight.sent).padStart(8, "0");
    const note = {
      name: "alice",
      message: `${number} Shall we have lunch at the usual place today?`,
    };
    this.#flight.send(this.#wire.received(note), this.#listeners.length);
    this.#sender!.send(note);
  }

  async #connect(): Promise<Socket> {
    const socket = connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    await once(socket, "connect");
    return socket;
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#reject(error);
  }

  /** Has a function take what comes on a socket. What it throws, and the socket's end, is a failure. */
  #follow(socket: Socket, who: string, take: (chunk: Buffer) => void): void {
    socket.on("data", (chunk) => {
      try {
        take(chunk);
      } catch (error) {
        this.#fail(new Error(`${who}: ${(error as Error).message}`));
      }
    });
    socket.on("error", (error) => this.#fail(new Error(`${who}: ${error.message}`)));
    socket.on("end", () => this.#fail(new Error(`${who}: the server closed the connection`)));
  }

  /** Runs what calls `done` in the end; fails if something goes wrong, or if nothing arrives for long. */
  async #wait(run: (done: () => void) => unknown): Promise<void> {
    let arrivals = -1;
    let timer: NodeJS.Timeout | undefined;
    if (this.#failure) throw this.#failure;
    try {
      await new Promise<void>((resolve, reject) => {
        this.#reject = reject;
        timer = setInterval(() => {
          const { sent, delivered } = this.#flight;
          if (this.#flight.arrivals === arrivals) {
            reject(new Error(`of ${sent} notes, ${delivered} have reached everybody`));
          }
          arrivals = this.#flight.arrivals;
        }, PATIENCE_MS);
        Promise.resolve(run(resolve)).catch(reject);
      });
    } finally {
      clearInterval(timer);
      this.#reject = () => {};
      this.#flight.onDelivered = () => {};
    }
  }
}

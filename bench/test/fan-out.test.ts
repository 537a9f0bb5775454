import assert from "node:assert/strict";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { describe, onTestFinished, test } from "vitest";
import { referenceTree } from "../../scripts/judging/runnable.ts";
import { CONTESTANTS } from "../fan-out/contestants.ts";
import { Flight, Listener } from "../fan-out/load/listener.ts";
import { Session, WIRES } from "../fan-out/load/session.ts";
import { Sitting } from "../fan-out/sitting.ts";
import { Child } from "../lib/child.ts";

/** A chat like that of `servers/tcp.ts`, which hands its subscribers what `spoil` makes of a note. */
async function spoilt(spoil: (frame: Buffer, number: number) => Buffer[]): Promise<number> {
  const listeners = new Set<Socket>();
  const frames: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (first: Buffer) => {
      if (first.toString() === "L") {
        listeners.add(socket);
        for (const frame of frames) socket.write(frame);
        return;
      }
      let rest = Buffer.alloc(0);
      const take = (chunk: Buffer) => {
        rest = Buffer.concat([rest, chunk]);
        while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
          const end = 4 + rest.readUInt32BE(0);
          const number = frames.push(rest.subarray(0, end)) - 1;
          rest = rest.subarray(end);
          for (const part of spoil(frames[number]!, number)) {
            for (const listener of listeners) listener.write(part);
          }
        }
      };
      take(first.subarray(1));
      socket.on("data", take);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Floods a spoilt chat. */
async function flood(spoil: (frame: Buffer, number: number) => Buffer[]) {
  const session = new Session(await spoilt(spoil), "tcp");
  onTestFinished(() => session.close());
  await session.open();
  await session.join(2);
  return session.flood(50, 4);
}

describe("the load generator notices", () => {
  const bad = /subscriber \d: got .* note 5.*: .*doubled or out of order/;
  test("a note that is lost", () =>
    assert.rejects(
      flood((frame, number) => (number === 5 ? [] : [frame])),
      bad,
    ));
  test("a note that comes twice", () =>
    assert.rejects(
      flood((frame, number) => (number === 4 ? [frame, frame] : [frame])),
      bad,
    ));
  test("two notes in the wrong order", () => {
    let kept: Buffer;
    return assert.rejects(
      flood((frame, number) => {
        if (number === 5) kept = frame;
        return number === 5 ? [] : number === 6 ? [frame, kept] : [frame];
      }),
      bad,
    );
  });
  test("a letter that is another", () =>
    assert.rejects(
      flood((frame, number) => {
        const copy = Buffer.from(frame);
        if (number === 5) copy[copy.length - 3]! ^= 1;
        return [copy];
      }),
      bad,
    ));
  test("and nothing where a note comes letter by letter", async () => {
    const { arrivals } = await flood((frame) => Array.from(frame, (byte) => Buffer.from([byte])));
    assert.ok(arrivals > 0);
  });
});

describe("the load generator understands what comes, wherever it is cut", () => {
  const one = new Map(CONTESTANTS.map(({ protocol, name }) => [protocol, name]));
  for (const [protocol, name] of one) {
    test(protocol, async () => {
      const file = new URL("../fan-out/server.ts", import.meta.url);
      const server = new Child(file, [name, await referenceTree()]);
      const port = await server.ask<number>("listen");
      const [sending, listening] = [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")];
      const flight = new Flight();
      const take = WIRES[protocol].listen(listening, new Listener(flight));
      const sender = WIRES[protocol].sender(sending);
      sending.on("data", (chunk) => sender.take(chunk));
      await new Promise<void>((resolve, reject) => {
        flight.onDelivered = () => flight.delivered === 20 && resolve();
        listening.on("data", (chunk) => {
          try {
            for (const index of chunk.keys()) take(chunk.subarray(index, index + 1));
          } catch (error) {
            reject(error as Error);
          }
        });
        for (let number = 0; number < 20; number += 1) {
          const note = { name: "alice", message: `note ${number}` };
          flight.send(WIRES[protocol].received(note), 1);
          sender.send(note);
        }
      });
      for (const socket of [sending, listening]) socket.destroy();
      server.stop();
    });
  }
});

test("every server passes every note on to everybody", async () => {
  const sitting = new Sitting();
  try {
    const seats = await sitting.seat(CONTESTANTS, await referenceTree(), 3);
    for (const seat of seats) {
      const turn = await sitting.turn(seat, { floodMs: 20, ahead: 4, rate: 500, count: 5 });
      assert.ok(turn.notesPerSecond > 0);
      assert.ok(turn.latencies.p50 > 0 && turn.latencies.p50 <= turn.latencies.p99);
      assert.ok(turn.cpuPerNote > 0);
    }
  } finally {
    sitting.end();
  }
});

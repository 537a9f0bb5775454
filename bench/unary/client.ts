// A client, in a process of its own: node … client.ts NAME TREE
import { createHistogram } from "node:perf_hooks";
import type { PlainNote } from "../codec/notes.ts";
import { serveParent } from "../lib/child.ts";

/** Sends notes to one server, over connections of its own. */
export interface Sender {
  /** @throws (rejects) for any answer but that the note was accepted */
  send(note: PlainNote): Promise<void>;
}

/** Makes what sends to a port of 127.0.0.1; in each file of `clients/`. */
export type Connect = (port: number, tree: string) => Promise<Sender>;

/** What calling for a while came to. */
export interface Sample {
  callsPerSecond: number;
  /** How long calls took, in milliseconds: half of them no longer than that, and 99 %. */
  p50: number;
  p99: number;
}

const NANOSECONDS_PER_MILLISECOND = 1e6;

const [name, tree] = process.argv.slice(2);
let sender: Sender;

serveParent({
  /** Has calls go to a port from now on. */
  connect: async (port: number): Promise<void> => {
    const { connect } = (await import(`./clients/${name}.ts`)) as { connect: Connect };
    sender = await connect(port, tree!);
  },

  /** Proves that the server looks at notes: one without a name it must refuse. */
  proveRefusal: async (note: PlainNote): Promise<void> => {
    const refusal = await sender.send({ ...note, name: "" }).then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (!refusal?.includes("name is empty")) {
      throw new Error(`${name}: an empty name was answered with ${refusal ?? "no error"}`);
    }
  },

  /** Makes calls one after another. */
  sequence: async (note: PlainNote, calls: number): Promise<void> => {
    for (let call = 0; call < calls; call += 1) await sender.send(note);
  },

  /** Makes calls all at once. */
  burst: async (note: PlainNote, calls: number): Promise<void> => {
    await Promise.all(Array.from({ length: calls }, () => sender.send(note)));
  },

  /** Calls for a while, with so many calls in flight all the time. */
  flood: async (note: PlainNote, inFlight: number, milliseconds: number): Promise<Sample> => {
    const latencies = createHistogram();
    const start = performance.now();
    const lane = async () => {
      for (let before = start; before < start + milliseconds;) {
        await sender.send(note);
        const after = performance.now();
        latencies.record(Math.round((after - before) * NANOSECONDS_PER_MILLISECOND));
        before = after;
      }
    };
    await Promise.all(Array.from({ length: inFlight }, lane));
    return {
      callsPerSecond: (latencies.count * 1000) / (performance.now() - start),
      p50: latencies.percentile(50) / NANOSECONDS_PER_MILLISECOND,
      p99: latencies.percentile(99) / NANOSECONDS_PER_MILLISECOND,
    };
  },
});

import { createRequire } from "node:module";
import type { Duplex } from "node:stream";
import type { HeaderBlock } from "./events.ts";

interface Decompressor extends Duplex {
  execute(): void;
  updateTableSize(bytes: number): void;
}
interface Hpack {
  decompressor: { create(options: { table: { maxSize: number } }): Decompressor };
}
// It is CommonJS and has no types.
const { decompressor }: Hpack = createRequire(import.meta.url)("hpack.js");

/** The table that both sides begin with, and the largest that one may ask for here, in bytes. */
const FIRST_TABLE = 4096;
const LARGEST_TABLE = 1024 * 1024;
const MOST_FIELDS = 1000;
const MOST_LETTERS = 4096;

/**
 * Unpacks the headers that one side sends. Each block builds on those before it: what was sent once
 * is a number from then on. So after one that cannot be read, none can.
 */
export class HeaderDecoder {
  readonly #hpack = decompressor.create({ table: { maxSize: LARGEST_TABLE } });
  #error: Error | undefined;

  constructor() {
    this.#hpack.updateTableSize(FIRST_TABLE);
    this.#hpack.on("error", (error) => (this.#error ??= error));
  }

  /** Says that a block is missing. */
  giveUp(): void {
    this.#error ??= new Error("a block is missing");
  }

  /** @returns undefined where this block, or one before it, is no HPACK */
  decode(block: Uint8Array): HeaderBlock | undefined {
    if (this.#error) return undefined;
    const result: HeaderBlock = { fields: [], bytes: block.length, plainBytes: 0 };
    this.#hpack.write(Buffer.from(block));
    this.#hpack.execute();
    for (;;) {
      const field: { name: string; value: string } | null = this.#hpack.read();
      if (!field) break;
      const { name, value } = field;
      // As a line of HTTP/1.1: a colon, a space and the end of the line.
      result.plainBytes += name.length + value.length + 4;
      if (result.fields.length < MOST_FIELDS) {
        result.fields.push([name.slice(0, MOST_LETTERS), value.slice(0, MOST_LETTERS)]);
      }
    }
    return this.#error ? undefined : result;
  }
}
